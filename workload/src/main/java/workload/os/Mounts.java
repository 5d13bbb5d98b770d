package workload.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import workload.process.Command;

/**
 * The mounts that this process sees; {@code /proc/self/mountinfo}, proc(5).
 *
 * <p>
 * Reading them never touches the file systems themselves, so a dead or hung one does no harm.
 */
public final class Mounts {
    private static final Path MOUNTINFO = Path.of("/proc/self/mountinfo");

    private static final Path CONNECTIONS = Path.of("/sys/fs/fuse/connections");
    private static final int MINOR_BITS = 20;
    private static final Duration UNMOUNT_LIMIT = Duration.ofMinutes(1);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private Mounts() {}

    /**
     * One mounted file system.
     *
     * @param type
     *            ext4, tmpfs, fuse.memfs …
     * @param options
     *            of the mount, then those of the super block after a comma
     * @param device
     *            major:minor of the files in it
     */
    public record Mount(Path point, String type, String options, String device) {
        public boolean isFuse() {
            return type.equals("fuse") || type.startsWith("fuse.") || type.equals("fuseblk");
        }

        /** The number of a FUSE connection: the kernel's own dev_t, whose minor has 20 bits (MINORBITS). */
        long connection() {
            String[] numbers = device.split(":");
            return Long.parseLong(numbers[0]) << MINOR_BITS | Long.parseLong(numbers[1]);
        }

        /** By itself, or since its file system is. */
        public boolean isReadOnly() {
            return List.of(options.split(",")).contains("ro");
        }
    }

    /** The mount that a path lies in: of those that contain it the deepest, and of these the newest. */
    public static Mount containing(Path path) throws IOException {
        Mount found = null;
        for (Mount mount : all()) {
            boolean deeper = found == null || mount.point().getNameCount() >= found.point().getNameCount();
            if (path.startsWith(mount.point()) && deeper) {
                found = mount;
            }
        }
        if (found == null) {
            throw new IOException(MOUNTINFO + " has no mount that contains " + path);
        }
        return found;
    }

    /** What is mounted exactly here, the topmost. */
    public static Optional<Mount> at(Path path) throws IOException {
        return all().stream().filter(mount -> mount.point().equals(path)).reduce((_, newer) -> newer);
    }

    /** What is mounted here or below, the newest first: the order in which they can be unmounted. */
    public static List<Mount> below(Path path) throws IOException {
        return all().stream().filter(mount -> mount.point().startsWith(path)).toList().reversed();
    }

    /**
     * Takes a mount away that nobody uses any more; what is dirty is written back before.
     *
     * @throws IOException
     *             when it is still in use, or that takes too long
     */
    public static void unmount(Mount mount) throws IOException {
        String point = mount.point().toString();
        if (User.isRoot()) {
            Commands.run(UNMOUNT_LIMIT, "umount", "--no-canonicalize", point);
        } else {
            Commands.run(UNMOUNT_LIMIT, fusermount(), "-u", point);
        }
    }

    /** Makes every call that waits for a FUSE server return with an error; on other file systems it does nothing. */
    public static void abort(Mount mount) throws IOException {
        Path control = CONNECTIONS.resolve(Long.toString(mount.connection())).resolve("abort");
        if (mount.isFuse() && Files.exists(control)) {
            Files.writeString(control, "1");
        } else if (mount.isFuse() && User.isRoot()) {
            // Without fusectl: it ends the connection, and leaves a mount that is in use. So its status says nothing.
            Command.of("umount", "--force", "--no-canonicalize", mount.point().toString()).within(UNMOUNT_LIMIT).run();
        }
    }

    /** Whether the file system at a path answers a question at all, be it by an error; asked by a process that can be left. */
    public static boolean answers(Path path) throws IOException {
        return Command.of("stat", "--", path.toString()).within(ANSWER_LIMIT).run()
                .status() != Command.Result.TIMED_OUT;
    }

    /** Detaches a mount at once, dead or busy ones too. */
    public static void detach(Mount mount) throws IOException {
        String point = mount.point().toString();
        if (User.isRoot()) {
            Commands.run("umount", "--lazy", "--no-canonicalize", point);
        } else {
            Commands.run(fusermount(), "-u", "-z", point);
        }
    }

    private static String fusermount() {
        return Commands.exists("fusermount3") ? "fusermount3" : "fusermount";
    }

    private static List<Mount> all() throws IOException {
        return parse(new String(Files.readAllBytes(MOUNTINFO), StandardCharsets.UTF_8));
    }

    /** Not by lines(): a carriage return in a mount point's name isn't escaped. */
    static List<Mount> parse(String mountinfo) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : mountinfo.split("\n")) {
            String[] halves = line.split(" - ", 2);
            String[] mount = halves[0].split(" ");
            String[] fileSystem = halves[1].split(" ");
            try {
                mounts.add(new Mount(Path.of(unescape(mount[4])), fileSystem[0], mount[5] + "," + fileSystem[2],
                        mount[2]));
            } catch (InvalidPathException _) {
                // A name outside of our character set is somebody else's mount.
            }
        }
        return mounts;
    }

    /** Space, tab, newline and backslash stand as three octal digits. */
    private static String unescape(String text) {
        return text.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
    }
}
