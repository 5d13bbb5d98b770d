package workload.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Figures of the machine and of another process; proc(5). */
public final class ProcFiles {
    public static final Path MEMINFO = Path.of("/proc/meminfo");

    private ProcFiles() {}

    /** One memory line of {@code /proc/PID/status} in bytes, such as VmHWM, 0 where it is missing. */
    public static long statusBytes(long pid, String field) throws IOException {
        try (StatusReader status = new StatusReader(pid)) {
            status.refresh();
            return status.bytes(field + ":");
        }
    }

    /**
     * One line of the machine's memory in bytes, such as MemAvailable.
     *
     * @param meminfo
     *            {@link #MEMINFO}
     * @throws IOException
     *             when there is no such line
     */
    public static long memoryBytes(Path meminfo, String field) throws IOException {
        try (StatusReader machine = new StatusReader(meminfo)) {
            machine.refresh();
            if (!machine.has(field + ":")) {
                throw new IOException(meminfo + " has no line " + field);
            }
            return machine.bytes(field + ":");
        }
    }

    /**
     * Memory in bytes that programs can have without swapping: of the machine, and where that is less of our control
     * group, whose page cache gives way like any other.
     *
     * @param meminfo
     *            {@link #MEMINFO}
     * @param group
     *            our control group's directory (version 2); without a limit of its own it tells nothing
     */
    public static long availableBytes(Path meminfo, Path group) throws IOException {
        long machine = memoryBytes(meminfo, "MemAvailable");
        Path limit = group.resolve("memory.max");
        if (!Files.isReadable(limit) || !Files.readString(limit).matches("\\d+\\s*")) {
            return machine;
        }
        long used = Long.parseLong(Files.readString(group.resolve("memory.current")).strip())
                - number(group.resolve("memory.stat"), "active_file")
                - number(group.resolve("memory.stat"), "inactive_file");
        return Math.min(machine, Math.max(0, Long.parseLong(Files.readString(limit).strip()) - used));
    }

    private static long number(Path file, String name) throws IOException {
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split("\\s+");
            if (words[0].equals(name)) {
                return Long.parseLong(words[1]);
            }
        }
        throw new IOException(file + " has no " + name);
    }
}
