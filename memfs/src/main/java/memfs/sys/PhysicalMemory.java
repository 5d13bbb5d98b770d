package memfs.sys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much memory this process may use; proc_meminfo(5), cgroups(7).
 *
 * <p>
 * Read from the files: the JVM's management beans know it too, at the cost of more start-up time and memory.
 *
 * @param machine
 *            bytes that the machine (or virtual machine) has
 * @param cgroup
 *            the least memory limit of the process's control group and those above it, bytes; {@link Long#MAX_VALUE} where
 *            there is none
 */
public record PhysicalMemory(long machine, long cgroup) {
    private static final String TOTAL = "MemTotal:";

    /**
     * Reads it.
     *
     * @throws UncheckedIOException
     *             there is no /proc
     */
    public static PhysicalMemory ofThisProcess() {
        return read(Path.of("/"));
    }

    /**
     * @param root
     *            the folder that has proc and sys
     */
    static PhysicalMemory read(Path root) {
        try {
            return new PhysicalMemory(machine(root.resolve("proc/meminfo")), cgroup(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long machine(Path meminfo) throws IOException {
        for (String line : lines(meminfo)) {
            if (line.startsWith(TOTAL)) {
                return Long.parseLong(line.substring(TOTAL.length()).replace("kB", "").strip()) << 10;
            }
        }
        throw new IOException(meminfo + " has no line " + TOTAL);
    }

    /** A machine may have the groups of both versions, with the memory controller in either. */
    private static long cgroup(Path root) throws IOException {
        Path membership = root.resolve("proc/self/cgroup");
        long least = Long.MAX_VALUE;
        for (String line : Files.isReadable(membership) ? lines(membership) : List.<String>of()) {
            String[] fields = line.split(":", 3);
            if (fields[1].isEmpty()) {
                least = Math.min(least, least(root.resolve("sys/fs/cgroup"), fields[2], "memory.max"));
                least = Math.min(least, least(root.resolve("sys/fs/cgroup"), fields[2], "memory.high"));
            } else if (List.of(fields[1].split(",")).contains("memory")) {
                least = Math.min(least, least(root.resolve("sys/fs/cgroup/memory"), fields[2],
                        "memory.limit_in_bytes"));
            }
        }
        return least;
    }

    /**
     * The least limit from the top down to a group. In a container the path may be the host's, which isn't there: then the
     * container's own group is mounted as the top.
     */
    private static long least(Path top, String group, String file) throws IOException {
        long least = limit(top.resolve(file));
        Path folder = top;
        for (Path name : Path.of(group.substring(1))) {
            folder = folder.resolve(name);
            least = Math.min(least, limit(folder.resolve(file)));
        }
        return least;
    }

    private static long limit(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return Long.MAX_VALUE;
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    }

    /** What of both is less. */
    public long usable() {
        return Math.min(machine, cgroup);
    }
}
