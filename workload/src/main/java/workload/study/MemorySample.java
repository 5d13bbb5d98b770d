package workload.study;

/**
 * Memory at one moment of a trial: a line of {@code samples/*.csv}.
 *
 * @param elapsedMillis
 *            since the first sample
 * @param phase
 *            label of the phase that ran, {@link #AFTER_REMOVE} once the tree is gone, "" between phases
 * @param rssBytes
 *            resident set of the server's processes (VmRSS), 0 where there is none, as for its parts; with what a tmpfs
 *            under the server holds, which counts in rssShmemBytes
 * @param fileSystemBytes
 *            bytes that a tmpfs target holds, or the tmpfs under a command target's server (statvfs): its memory; 0 for
 *            others, which are not asked during a phase
 * @param machine
 *            null in runs from before it was sampled
 * @param server
 *            what the server told since the sample before, null where it told nothing new: it is asked less often
 */
public record MemorySample(long elapsedMillis, String phase, long rssBytes, long rssAnonBytes, long rssFileBytes,
        long rssShmemBytes, long fileSystemBytes, MachineMemory machine, ServerMemory server) {

    /** The label of the time between the removal and the target's end. */
    public static final String AFTER_REMOVE = "after-remove";
}
