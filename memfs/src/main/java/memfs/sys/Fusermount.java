package memfs.sys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import memfs.posix.ErrnoException;

/** The set-uid helper through which ordinary users mount and unmount FUSE file systems; fusermount3(1), fusermount(1). */
public final class Fusermount {
    /** Both speak the same; libfuse 2 knows only the second. */
    private static final String[] NAMES = {"fusermount3", "fusermount"};
    /** Names the descriptor of the socket over which the helper hands the connection. */
    private static final String SOCKET_VARIABLE = "_FUSE_COMMFD";

    private Fusermount() {}

    /** Where the helper is, of whatever version. */
    public static Optional<Path> find() {
        return Stream.of(NAMES).flatMap(name -> find(name).stream()).findFirst();
    }

    /** Where a helper of this name is. */
    public static Optional<Path> find(String name) {
        String folders = System.getenv().getOrDefault("PATH", "") + ":/bin:/usr/bin";
        return Stream.of(folders.split(":")).map(folder -> Path.of(folder, name)).filter(Files::isExecutable)
                .findFirst();
    }

    /** A value within a list of mount options: commas separate options, backslashes escape; fuse_opt.h. */
    public static String escape(String value) {
        return value.replace("\\", "\\\\").replace(",", "\\,");
    }

    /** The error where there is none, with the next step. */
    public static String missing(String name) {
        return name + " is missing, which mounts for users other than root; install it: apt-get install fuse3";
    }

    /**
     * Mounts.
     *
     * @param options
     *            as mount(8) takes them; fsname= and subtype= may hold commas behind backslashes
     * @return a descriptor of the connection, close-on-exec and blocking
     * @throws IOException
     *             the helper is missing, or its error message
     * @throws ErrnoException
     *             EMFILE, ENFILE, ENOMEM
     */
    public static int mount(Path mountPoint, String options) throws IOException {
        Path helper = find().orElseThrow(() -> new IOException(missing(NAMES[0])));
        try (SocketPair sockets = SocketPair.open()) {
            Child child = Child.start(List.of(helper.toString(), "-o", options, "--", FileNames.text(mountPoint)),
                    SOCKET_VARIABLE, sockets.theirs());
            sockets.closeTheirs();
            int connection = sockets.receiveDescriptor();
            String message = child.awaitEnd().errorOutput();
            if (connection == SocketPair.NOTHING) {
                throw new IOException(refusal(helper, message));
            }
            return connection;
        }
    }

    private static String refusal(Path helper, String message) {
        String name = helper.getFileName().toString();
        String errorOutput = message.isEmpty() ? "nothing more" : message.replace(name + ": ", "").replace('\n', ' ');
        return name + " refused to mount and said: " + errorOutput + advice(errorOutput);
    }

    private static String advice(String errorOutput) {
        if (errorOutput.contains("user_allow_other")) {
            return "; let root add the line user_allow_other to /etc/fuse.conf, or leave allow_other out";
        }
        if (errorOutput.contains("mount_max")) {
            return "; unmount one, or let root raise mount_max in /etc/fuse.conf";
        }
        return "; see fusermount3(1), or mount as root";
    }

    /**
     * Unmounts.
     *
     * @return the error message of the helper, empty on success
     */
    public static String unmount(Path mountPoint, boolean lazily) throws IOException {
        Path helper = find().orElseThrow(() -> new IOException(missing(NAMES[0])));
        Child.End end = Child.start(List.of(helper.toString(), lazily ? "-uz" : "-u", "--", FileNames.text(mountPoint)))
                .awaitEnd();
        return end.succeeded() ? "" : end.errorOutput().isEmpty() ? "fusermount failed" : end.errorOutput();
    }
}
