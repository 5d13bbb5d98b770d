package memfs.sys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

import memfs.posix.Credentials;

/**
 * Groups and capabilities of another process or thread, from proc_pid_status(5); valid only while it waits for its reply,
 * since pids are reused.
 */
public enum ProcessCredentials implements Credentials {
    INSTANCE;

    private static final Path PROTECTED_HARDLINKS = Path.of("/proc/sys/fs/protected_hardlinks");
    private static final int[] NO_GROUPS = {};
    private static final OptionalLong NONE = OptionalLong.of(0);

    @Override
    public int[] groups(int pid) {
        try {
            String groups = value(status(pid), "Groups:");
            return groups.isEmpty()
                    ? NO_GROUPS
                    : Arrays.stream(groups.split(" ")).mapToInt(Integer::parseUnsignedInt).toArray();
        } catch (IOException | RuntimeException _) {
            return NO_GROUPS;
        }
    }

    /**
     * Capabilities count where they hold in our own user namespace: in one of its own every user has them all;
     * user_namespaces(7).
     */
    @Override
    public OptionalLong capabilities(int pid, int uid) {
        try {
            String status = status(pid);
            if (fileSystemUid(status) != uid) {
                return OptionalLong.empty();
            }
            long effective = Long.parseUnsignedLong(value(status, "CapEff:"), 16);
            return effective == 0 || !isInOurNamespace(pid) ? NONE : OptionalLong.of(effective);
        } catch (IOException | RuntimeException _) {
            return OptionalLong.empty();
        }
    }

    @Override
    public boolean restrictsLinks() {
        try {
            return !Files.readString(PROTECTED_HARDLINKS).strip().equals("0");
        } catch (IOException _) {
            return true;
        }
    }

    private static boolean isInOurNamespace(int pid) throws IOException {
        return namespace(Integer.toString(pid)).equals(namespace("self"));
    }

    private static Path namespace(String process) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", process, "ns", "user"));
    }

    private static String status(int pid) throws IOException {
        if (pid <= 0) {
            throw new IOException("no process");
        }
        return new String(Files.readAllBytes(Path.of("/proc", Integer.toString(pid), "status")),
                StandardCharsets.ISO_8859_1);
    }

    /** The last of the real, effective, saved and file system uid. */
    private static int fileSystemUid(String status) {
        String uids = value(status, "Uid:");
        return Integer.parseUnsignedInt(uids.substring(uids.lastIndexOf('\t') + 1));
    }

    /** What follows a key at the start of a line, up to its end. */
    private static String value(String status, String key) {
        int start = status.indexOf('\n' + key) + 1 + key.length();
        return status.substring(start, status.indexOf('\n', start)).strip();
    }
}
