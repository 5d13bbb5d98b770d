package memfs.mount;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import memfs.sys.FileNames;

/** What is mounted where, dead mounts included; proc_pid_mountinfo(5). */
final class MountTable {
    private static final Path SOURCE = Path.of("/proc/self/mountinfo");
    private static final int MOUNT_ID = 0;
    private static final int DEVICE = 2;
    private static final int MOUNT_POINT = 4;

    private MountTable() {}

    /**
     * One mount.
     *
     * @param id
     *            the kernel's number for it, unique as long as it is mounted
     * @param device
     *            of its file system, "major:minor", unique as long as that exists
     * @param type
     *            of the file system; "fuse" or "fuse.NAME" for ours
     */
    record Entry(int id, String device, String mountPoint, String type, String source) {
        boolean isFuse() {
            return type.equals("fuse") || type.startsWith("fuse.");
        }
    }

    /** The uppermost mount exactly at a path. */
    static Optional<Entry> find(Path path) {
        String wanted = FileNames.text(path);
        return entries().filter(entry -> entry.mountPoint().equals(wanted)).reduce((_, later) -> later);
    }

    /** Everything that is mounted, in the order of mounting. */
    static Stream<Entry> entries() {
        try {
            return parseAll(FileNames.decode(Files.readAllBytes(SOURCE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not by lines(): a carriage return in a mount point's name isn't escaped. */
    static Stream<Entry> parseAll(String table) {
        return Stream.of(table.split("\n")).map(MountTable::parse);
    }

    static Entry parse(String line) {
        String[] halves = line.split(" - ", 2);
        String[] kernel = halves[1].split(" ");
        String[] place = halves[0].split(" ");
        return new Entry(Integer.parseInt(place[MOUNT_ID]), place[DEVICE], unescape(place[MOUNT_POINT]), kernel[0],
                unescape(kernel[1]));
    }

    /** Space, tab, newline, '#' and backslash are written as three octal digits. */
    private static String unescape(String field) {
        return field.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\043", "#")
                .replace("\\134", "\\");
    }
}
