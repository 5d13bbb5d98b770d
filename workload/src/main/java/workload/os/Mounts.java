package workload.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mounts that this process sees; {@code /proc/self/mountinfo}, proc(5).
 *
 * <p>
 * Reading them never touches the file systems themselves, so a dead or hung one does no harm.
 */
public final class Mounts {
    private static final Path MOUNTINFO = Path.of("/proc/self/mountinfo");

    private Mounts() {}

    /**
     * One mounted file system.
     *
     * @param type
     *            ext4, tmpfs, fuse.memfs …
     * @param options
     *            of the mount, then those of the super block after a comma
     */
    public record Mount(Path point, String type, String options) {}

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

    /** Detaches a mount at once, dead or busy ones too. */
    public static void detach(Mount mount) throws IOException {
        String point = mount.point().toString();
        if (User.isRoot()) {
            Commands.run("umount", "--lazy", "--no-canonicalize", point);
        } else {
            Commands.run(Commands.exists("fusermount3") ? "fusermount3" : "fusermount", "-u", "-z", point);
        }
    }

    private static List<Mount> all() throws IOException {
        return parse(Files.readAllLines(MOUNTINFO));
    }

    static List<Mount> parse(List<String> lines) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : lines) {
            String[] halves = line.split(" - ", 2);
            String[] mount = halves[0].split(" ");
            String[] fileSystem = halves[1].split(" ");
            mounts.add(new Mount(Path.of(unescape(mount[4])), fileSystem[0], mount[5] + "," + fileSystem[2]));
        }
        return mounts;
    }

    /** Space, tab, newline and backslash stand as three octal digits. */
    private static String unescape(String text) {
        return text.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
    }
}
