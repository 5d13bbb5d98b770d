package workload.study;

import java.util.Map;

/**
 * What was measured in a trial, as {@code observations.jsonl} has it.
 *
 * @param treeHash
 *            see {@link Trial#treeHash}
 * @param phases
 *            by their label, in order
 * @param check
 *            see {@link Trial#check}
 */
record TrialValues(String treeHash, Map<String, PhaseResult> phases, Long rssAtMountBytes, Long peakRssBytes,
        ManifestCheck check) {}
