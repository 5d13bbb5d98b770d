package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The .deb in a fresh Debian without Java: minutes, and the network, so only where it is asked for. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PackageIT {
    private static final Path CHECK = Path.of(System.getProperty("basedir", "."), "src/packaging/check-deb.sh");

    @Test
    void isInstalledRunAndRemovedWithoutAnythingLeft() throws IOException {
        assumeTrue(Boolean.getBoolean("package.check"),
                "not run: ./benchmark.sh package --check installs the package in a fresh Debian");
        assertThat(new ProcessBuilder(CHECK.toString()).inheritIO().start().onExit().join().exitValue()).isZero();
    }
}
