package workload.process;

import java.io.IOException;
import java.util.stream.Stream;

/** CPU time of processes, in steps of 10 ms. */
public final class ProcessCpu {
    private ProcessCpu() {}

    /** User and system time of a process and all its descendants, those that it has waited for included, in ns. */
    public static long nanosOfTree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants()).mapToLong(ProcessCpu::nanos).sum();
    }

    private static long nanos(ProcessHandle process) {
        try {
            return ProcessStat.of(process.pid()).nanos();
        } catch (IOException _) {
            // It ended and was waited for just now: its time is in its parent's next reading.
            return 0;
        }
    }

    /** User and system time of all threads of a process alone, ended threads included, in ns. */
    public static long nanosOf(long pid) throws IOException {
        return ProcessStat.of(pid).ownNanos();
    }
}
