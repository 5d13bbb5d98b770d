package workload.result;

/**
 * Memory at one moment of a trial: a line of {@code samples/*.csv}, columns in this order and of these names.
 *
 * @param elapsedMillis
 *            since the first sample
 * @param phase
 *            label of the phase that ran, "" between phases
 * @param rssBytes
 *            resident set of the server process (VmRSS), 0 where there is none, as for its parts
 * @param fileSystemBytes
 *            bytes that a tmpfs target holds (statvfs), its memory; 0 for others, which are not asked during a phase
 */
public record MemorySample(long elapsedMillis, String phase, long rssBytes, long rssAnonBytes, long rssFileBytes,
        long rssShmemBytes, long fileSystemBytes) {}
