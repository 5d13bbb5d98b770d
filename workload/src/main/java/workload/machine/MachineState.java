package workload.machine;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import workload.os.MachineFigures;
import workload.process.ProcessStat;
import workload.study.PhaseConditions;

/**
 * The machine's counters at one moment.
 *
 * @param nanoTime
 *            of {@link System#nanoTime()}
 */
record MachineState(long nanoTime, CpuTimes cpu, MachineFigures.Processors processors, Map<String, Long> pressureNanos,
        long writtenBackBytes) {
    /** A phase is disturbed when other processes take more than this share of the machine's CPU time, */
    private static final double MOST_OTHERS = 0.05;
    /** or more than this share is stolen. */
    private static final double MOST_STOLEN = 0.02;
    /** Two readings in steps of a tick differ by up to two ticks even if nothing was used. */
    private static final long RESOLUTION_NANOS = 2 * ProcessStat.NANOS_PER_TICK;

    static MachineState now() throws IOException {
        return new MachineState(System.nanoTime(), CpuTimes.read(ProcessHandle.current().pid()),
                MachineFigures.processors(), MachineFigures.pressureNanos(), MachineFigures.writtenBackBytes());
    }

    /**
     * What happened since an earlier moment.
     *
     * @param runs
     *            how often the work was done meanwhile
     * @param inodesAdded
     *            by how many the kernel's cached inodes increased
     */
    PhaseConditions since(MachineState before, int runs, long inodesAdded) {
        long wallNanos = nanoTime - before.nanoTime;
        long machineNanos = wallNanos * processors.cores();
        CpuTimes used = cpu.since(before.cpu);
        long busy = processors.busyNanos() - before.processors.busyNanos();
        long others = cpu.seesKernel() ? used.others() : Math.max(0, busy - used.ours());
        long stolen = processors.stolenNanos() - before.processors.stolenNanos();
        boolean disturbed = isMore(others, MOST_OTHERS, machineNanos) || isMore(stolen, MOST_STOLEN, machineNanos);
        return new PhaseConditions(runs, wallNanos, processors.cores(), others, used.kernel(), stolen,
                pressureSince(before), writtenBackBytes - before.writtenBackBytes, inodesAdded, disturbed);
    }

    private static boolean isMore(long nanos, double share, long machineNanos) {
        return nanos > RESOLUTION_NANOS && nanos > share * machineNanos;
    }

    private Map<String, Long> pressureSince(MachineState before) {
        Map<String, Long> since = new TreeMap<>(pressureNanos);
        since.replaceAll((resource, nanos) -> nanos - before.pressureNanos.getOrDefault(resource, nanos));
        return since;
    }
}
