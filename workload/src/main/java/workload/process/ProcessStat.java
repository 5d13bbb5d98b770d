package workload.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * What {@code /proc/PID/stat} says of a process; proc_pid_stat(5).
 *
 * @param parent
 *            its process id, 0 if there is none
 * @param ownNanos
 *            user and system time of all its threads, ended ones included, in steps of 10 ms
 * @param nanos
 *            the same, with that of the descendants that were waited for
 */
public record ProcessStat(long parent, boolean isKernelThread, long ownNanos, long nanos) {
    /** USER_HZ is 100 in the kernel's interface on all machines that Java 25 runs on, for any CONFIG_HZ. */
    public static final long NANOS_PER_TICK = 10_000_000;

    /** Places counted from the state, the first after the command's ')'. */
    private static final int PARENT = 1;
    private static final int FLAGS = 6;
    private static final int UTIME = 11;
    private static final int STIME = 12;
    private static final int CSTIME = 14;
    /** PF_KTHREAD, include/linux/sched.h. */
    private static final long KERNEL_THREAD = 0x00200000;

    /** Of a process that exists. */
    public static ProcessStat of(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    }

    /** The name in parentheses may contain any character, so counting starts after the last ')'. */
    static ProcessStat parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return new ProcessStat(Long.parseLong(fields[PARENT]), (Long.parseLong(fields[FLAGS]) & KERNEL_THREAD) != 0,
                nanos(fields, STIME), nanos(fields, CSTIME));
    }

    private static long nanos(String[] fields, int last) {
        return IntStream.rangeClosed(UTIME, last).mapToLong(field -> Long.parseLong(fields[field])).sum()
                * NANOS_PER_TICK;
    }
}
