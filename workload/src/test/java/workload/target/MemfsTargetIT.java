package workload.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import workload.testing.Requirements;

@Timeout(60)
class MemfsTargetIT {
    private static final Path LAUNCHER = Path.of(System.getProperty("basedir", ".")).resolve("../memfs/bin/memfs")
            .toAbsolutePath().normalize();
    private static final int BYTES = 1 << 20;

    @TempDir
    Path temporary;

    /** What the kernel keeps of the files' data is memory that the file system takes, though it isn't the server's own. */
    @Test
    void theBackingFilesOfPassthroughAreCounted() throws Exception {
        Requirements.root();
        MemfsTarget target = new MemfsTarget(MemfsTarget.Transport.KERNEL, List.of("profile=data", "size=64m"),
                LAUNCHER);
        Requirements.require(target.needs());
        Target.TrialFiles files = new Target.TrialFiles(temporary.resolve("log"), temporary.resolve("statistics"),
                false);
        try (OpenTarget open = target.open(temporary.resolve("trial"), files)) {
            Files.write(open.directory().resolve("file"), new byte[BYTES]);
            assertThat(open.memory().offHeapLiveBytes()).as("in the server").isLessThan(BYTES);
            assertThat(open.heldBytes().getAsLong()).as("outside of it").isEqualTo(BYTES);
        }
    }
}
