package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Requirements;

/** What a server takes before it has anything to keep: docs/appendix/jvm.md. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MemoryAtMountIT {
    private static final long MOST_ANONYMOUS_KIB = 28 << 10;
    private static final long MOST_KIB = 60 << 10;

    @Test
    void isThatOfASmallJvm() throws IOException {
        Requirements.root();
        Requirements.fuse();
        Requirements.file(MemfsProcess.launcher().resolve("../../target/memfs.jsa").normalize());
        try (MountDirectory directory = MountDirectory.create();
                MemfsProcess server = MemfsProcess.mount(directory.path())) {
            Files.getLastModifiedTime(directory.path());
            Path status = Path.of("/proc", Long.toString(server.process().pid()), "status");
            assertThat(kibibytes(status, "RssAnon:")).isLessThanOrEqualTo(MOST_ANONYMOUS_KIB);
            assertThat(kibibytes(status, "VmRSS:")).isLessThanOrEqualTo(MOST_KIB);
        }
    }

    private static long kibibytes(Path status, String key) throws IOException {
        try (var lines = Files.lines(status)) {
            String line = lines.filter(text -> text.startsWith(key)).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", ""));
        }
    }
}
