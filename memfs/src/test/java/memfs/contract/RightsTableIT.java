package memfs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import memfs.testing.As;
import memfs.testing.Requirements;

/**
 * The {@link RightsTable} of each target is that of tmpfs, but for the differences named here and in docs/operations.md.
 *
 * <p>
 * A sample of the modes; all 4096 with {@code -Drights.modes=all}, a part of them with {@code -Drights.modes=4000-4777}.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RightsTableIT {
    private static final String MODES = System.getProperty("rights.modes", "sample");
    private static final String CHOWN_OF_NOTHING = "CHOWN_OF_NOTHING: 0 for EPERM";
    private static final String SETGID_AFTER_CHOWN_OF_NOTHING = "CHOWN_OF_NOTHING: mode, owner or group";
    /** What the kernel's own SETATTR before a change of data breaks, where it is a chmod(2) to the server. */
    private static final String[] KERNELS_OWN_CHMOD = Stream.of(
            Stream.of("WRITE", "APPEND", "FD_WRITE", "COPY_FILE_RANGE").map(name -> name + ": EPERM for 1"),
            Stream.of("TRUNCATE", "O_TRUNC_OPEN", "FD_TRUNCATE", "FALLOCATE", "PUNCH")
                    .map(name -> name + ": EPERM for 0"),
            Stream.of("WRITE", "APPEND", "FD_WRITE", "COPY_FILE_RANGE", "TRUNCATE", "O_TRUNC_OPEN", "FD_TRUNCATE",
                    "FALLOCATE", "PUNCH", "CHOWN", "CHOWN_TO_ITSELF", "CHOWN_OF_NOTHING", "CHGRP", "CHGRP_TO_FOREIGN")
                    .map(name -> name + ": mode, owner or group"),
            Stream.of("TRUNCATE: EPERM for EACCES", CHOWN_OF_NOTHING)).flatMap(keys -> keys).toArray(String[]::new);

    enum Target {
        DEFAULT("transport=kernel", CHOWN_OF_NOTHING),
        SAFE("transport=kernel,profile=safe", CHOWN_OF_NOTHING),
        FAST("transport=kernel,profile=fast", CHOWN_OF_NOTHING),
        OWN_PERMISSIONS("transport=kernel,nodefault_permissions", CHOWN_OF_NOTHING),
        JNR("transport=jnr,default_permissions", CHOWN_OF_NOTHING, SETGID_AFTER_CHOWN_OF_NOTHING),
        JNR_OWN_PERMISSIONS("transport=jnr,nodefault_permissions", KERNELS_OWN_CHMOD);

        private final String options;
        private final Set<String> differences;

        Target(String options, String... differences) {
            this.options = options;
            this.differences = Set.of(differences);
        }
    }

    @TempDir
    private Path parent;

    @ParameterizedTest
    @EnumSource
    void isThatOfTmpfs(Target target, TestReporter reporter) throws IOException {
        try (ContractMount tested = ContractMount.memfs(directory("memfs"), target.options)) {
            RightsTable.Result result = compare(tested);
            reporter.publishEntry(target.options, result.toString());
            assertThat(result.differences().keySet()).as(result.toString()).isSubsetOf(target.differences);
            if (!isPart()) {
                assertThat(result.differences()).as(result.toString()).containsOnlyKeys(target.differences);
            }
        }
    }

    /** Two of them: what is seen elsewhere is no accident of the table. */
    @Test
    void ofTmpfsIsItself() throws IOException {
        try (ContractMount tested = ContractMount.tmpfs(directory("other"))) {
            assertThat(compare(tested).differences()).isEmpty();
        }
    }

    private RightsTable.Result compare(ContractMount tested) throws IOException {
        Requirements.root();
        As.setUmask(0);
        try (ContractMount oracle = ContractMount.tmpfs(directory("tmpfs"));
                RightsTable table = new RightsTable(oracle.directory(), tested.directory())) {
            return table.run(modes());
        }
    }

    private Path directory(String name) throws IOException {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Files.createDirectory(parent.resolve(name));
    }

    private static boolean isPart() {
        return MODES.contains("-");
    }

    private static int[] modes() {
        if (isPart()) {
            String[] ends = MODES.split("-");
            return IntStream.rangeClosed(Integer.parseInt(ends[0], 8), Integer.parseInt(ends[1], 8)).toArray();
        }
        return MODES.equals("all")
                ? IntStream.range(0, 010000).toArray()
                : IntStream.concat(IntStream.range(0, 8).map(special -> special << 9 | 0666),
                        IntStream.of(0070, 02070, 06070)).toArray();
    }
}
