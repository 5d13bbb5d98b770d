package workload.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU time of processes from /proc/PID/stat (proc_pid_stat(5)). */
public final class ProcessCpu {
    /** Fields utime, stime, cutime, cstime are 14 to 17; counted from the state, the first after the command's ')'. */
    private static final int UTIME = 11;
    static final int STIME = 12;
    private static final int CSTIME = 14;
    /** USER_HZ is 100 in the kernel's interface on all machines that Java 25 runs on, whatever CONFIG_HZ is. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private ProcessCpu() {}

    /** User and system time of a process and all its descendants, those that it has waited for included, in ns. */
    public static long nanosOfTree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants()).mapToLong(ProcessCpu::nanos).sum();
    }

    private static long nanos(ProcessHandle process) {
        try {
            return nanos(Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat")));
        } catch (IOException _) {
            // It ended and was waited for just now: its time is in its parent's next reading.
            return 0;
        }
    }

    /** User and system time of all threads of a process alone, ended threads included, in ns. */
    public static long nanosOf(long pid) throws IOException {
        return nanos(Files.readString(Path.of("/proc", Long.toString(pid), "stat")), STIME);
    }

    static long nanos(String stat) {
        return nanos(stat, CSTIME);
    }

    /** The name in parentheses may hold anything, so counting starts behind the last of them. */
    static long nanos(String stat, int last) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int field = UTIME; field <= last; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks * NANOS_PER_TICK;
    }
}
