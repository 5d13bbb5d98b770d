package workload.machine;

import java.io.IOException;

import workload.os.MachineFigures;
import workload.study.PhaseConditions;

/**
 * Watches the machine from {@link #start} to {@link #stop}. Inodes are counted last before the work and first after it,
 * since reading the other figures brings inodes of /proc into memory.
 */
public final class MachineWatch {
    private final MachineState before;
    private final long inodesBefore;

    /**
     * @param before
     *            null where the system doesn't show its figures
     */
    private MachineWatch(MachineState before, long inodesBefore) {
        this.before = before;
        this.inodesBefore = inodesBefore;
    }

    /** Starts to watch; on a system that hides its figures, as some sandboxes do, there is nothing to watch. */
    public static MachineWatch start() {
        try {
            MachineState now = MachineState.now();
            return new MachineWatch(now, MachineFigures.cachedInodes());
        } catch (IOException | RuntimeException _) {
            return new MachineWatch(null, 0);
        }
    }

    /**
     * What happened since the start; null where the system doesn't show its figures.
     *
     * @param runs
     *            how often the work was done meanwhile
     */
    public PhaseConditions stop(int runs) {
        if (before == null) {
            return null;
        }
        try {
            long inodesAdded = MachineFigures.cachedInodes() - inodesBefore;
            return MachineState.now().since(before, runs, inodesAdded);
        } catch (IOException | RuntimeException _) {
            return null;
        }
    }
}
