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

    private MachineWatch(MachineState before, long inodesBefore) {
        this.before = before;
        this.inodesBefore = inodesBefore;
    }

    public static MachineWatch start() throws IOException {
        MachineState now = MachineState.now();
        return new MachineWatch(now, MachineFigures.cachedInodes());
    }

    /**
     * What happened since the start.
     *
     * @param runs
     *            how often the work was done meanwhile
     */
    public PhaseConditions stop(int runs) throws IOException {
        long inodesAdded = MachineFigures.cachedInodes() - inodesBefore;
        return MachineState.now().since(before, runs, inodesAdded);
    }
}
