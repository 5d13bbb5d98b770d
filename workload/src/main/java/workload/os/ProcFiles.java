package workload.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Figures of another process; proc(5). */
public final class ProcFiles {
    private ProcFiles() {}

    /** One memory line of {@code /proc/PID/status} in bytes, such as VmHWM, 0 where it is missing. */
    public static long statusBytes(long pid, String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith(field + ":")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return 0;
    }

    /**
     * Memory in bytes that programs can have without swapping: of the machine, and where that is less of our control
     * group, whose page cache gives way like any other.
     *
     * @param meminfo
     *            {@code /proc/meminfo}
     * @param group
     *            our control group's directory (version 2); without a limit of its own it tells nothing
     */
    public static long availableBytes(Path meminfo, Path group) throws IOException {
        long machine = number(meminfo, "MemAvailable:") * 1024;
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
