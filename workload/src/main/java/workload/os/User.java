package workload.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user that the study runs as. */
public final class User {
    private static final int UID = readUid();

    private User() {}

    public static int uid() {
        return UID;
    }

    public static boolean isRoot() {
        return UID == 0;
    }

    private static int readUid() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
