package memfs.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine's switch for FUSE over io_uring, set for the mounts of one test and set back; it counts when a file system is
 * mounted. Where the kernel has none (before Linux 6.14), or the user isn't root, the test is skipped visibly.
 */
public final class RingSwitch implements AutoCloseable {
    private static final Path SWITCH = Path.of("/sys/module/fuse/parameters/enable_uring");

    private final String before;

    private RingSwitch(String before) {
        this.before = before;
    }

    public static RingSwitch set(boolean enabled) throws IOException {
        assumeTrue(Requirements.isRoot() && Files.exists(SWITCH), "needs root, and a kernel with " + SWITCH);
        RingSwitch found = new RingSwitch(Files.readString(SWITCH));
        Files.writeString(SWITCH, enabled ? "Y" : "N");
        return found;
    }

    /** Whether it is set already. */
    public static boolean isSet() throws IOException {
        return Files.exists(SWITCH) && Files.readString(SWITCH).startsWith("Y");
    }

    @Override
    public void close() throws IOException {
        Files.writeString(SWITCH, before);
    }
}
