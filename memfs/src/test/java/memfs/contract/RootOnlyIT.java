package memfs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import memfs.posix.Errno;
import memfs.testing.Requirements;
import memfs.testing.Syscalls;

/** What {@code -o root_only} gives up: with no_open, open(2) asks nobody. MemFS checks what it is asked for. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RootOnlyIT {
    private static final int SYS_OPEN = 2;
    private static final int SYS_CLOSE = 3;
    private static final int SYS_TRUNCATE = 76;
    private static final int SYS_MKDIR = 83;
    private static final int O_WRONLY = 1;

    @TempDir
    private Path mountPoint;

    @ParameterizedTest
    @CsvSource({"'', EACCES", "',root_only', "})
    void rootWithoutCapabilitiesMayOpenAnyFile(String option, Errno expected) throws IOException {
        Requirements.root();
        try (ContractMount mount = ContractMount.memfs(mountPoint, "transport=kernel" + option);
                Arena arena = Arena.ofConfined()) {
            Path directory = Files.createDirectory(mount.directory().resolve("others"));
            Path file = Files.createFile(directory.resolve("file"));
            Files.setAttribute(file, "unix:uid", RightsCaller.OWNER);
            Files.setAttribute(directory, "unix:uid", RightsCaller.OWNER);
            long path = arena.allocateFrom(file.toString()).address();
            long name = arena.allocateFrom(directory.resolve("new").toString()).address();
            Syscalls system = new Syscalls(arena);
            new RightsCaller(RightsCaller.Who.ROOT, 0).run(system, () -> {
                long descriptor = system.call(SYS_OPEN, path, O_WRONLY, 0);
                assertThat(descriptor).isEqualTo(expected == null ? Math.max(0, descriptor) : -expected.number());
                system.call(SYS_CLOSE, descriptor, 0, 0);
                assertThat(system.call(SYS_TRUNCATE, path, 0, 0)).isEqualTo(-Errno.EACCES.number());
                assertThat(system.call(SYS_MKDIR, name, 0755, 0)).isEqualTo(-Errno.EACCES.number());
            });
        }
    }
}
