package workload.study;

import java.util.Map;

/**
 * What else the machine did during one phase; CPU times in ns in steps of 10 ms, summed over the cores.
 *
 * @param runs
 *            how often the work was done within the sample; the phase's times and messages are means of these
 * @param wallNanos
 *            between the two readings, which is a little longer than the phase
 * @param cores
 *            that were online
 * @param othersCpuNanos
 *            of processes that aren't the trial's
 * @param kernelCpuNanos
 *            of the kernel's threads, which work for the trial too: write-back, journals
 * @param stolenNanos
 *            in which the host ran another guest
 * @param pressureNanos
 *            in which at least one task waited for "cpu", "io" or "memory"; empty if the kernel doesn't count it
 * @param writtenBackBytes
 *            from the page cache to all file systems
 * @param inodesAdded
 *            increase of the number of inodes in the kernel's memory, of all file systems
 * @param disturbed
 *            whether more than 5 % of the machine's CPU time went to others, or more than 2 % was stolen
 */
public record PhaseConditions(int runs, long wallNanos, int cores, long othersCpuNanos, long kernelCpuNanos,
        long stolenNanos, Map<String, Long> pressureNanos, long writtenBackBytes, long inodesAdded,
        boolean disturbed) {

    /** The CPU time that the machine had. */
    public long machineNanos() {
        return wallNanos * cores;
    }

    /**
     * The share of a tree's inodes that were in memory when a walk of all of them started, 0 to 1: those that the walk did
     * not bring in.
     */
    public double cachedShare(TreeSize tree) {
        long inodes = tree.files() + tree.directories() + tree.symlinks();
        return inodes == 0 ? 0 : Math.clamp(1 - (double) inodesAdded / inodes, 0, 1);
    }
}
