package memfs.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a mounting test needs of the machine: without it the test is skipped visibly, and fails under
 * {@code -Dfuse.required=true}.
 */
public final class Requirements {
    private static final boolean REQUIRED = Boolean.getBoolean("fuse.required");

    private Requirements() {}

    public static void root() {
        require(isRoot(), "needs root");
    }

    public static void fuse() {
        require(Files.isReadable(Path.of("/dev/fuse")) && Files.isWritable(Path.of("/dev/fuse")),
                "needs /dev/fuse, readable and writable");
    }

    /** A program on the PATH. */
    public static void program(String name) {
        boolean found = false;
        for (String folder : System.getenv("PATH").split(":")) {
            found |= Files.isExecutable(Path.of(folder, name));
        }
        require(found, "needs the program " + name);
    }

    /** What the build makes where it can. */
    public static void file(Path file) {
        require(Files.exists(file), "needs " + file);
    }

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void require(boolean met, String need) {
        if (!met && REQUIRED) {
            fail(need + " (-Dfuse.required=true)");
        }
        if (!met) {
            abort(need);
        }
    }
}
