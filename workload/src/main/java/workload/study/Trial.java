package workload.study;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import workload.result.Outcome;
import workload.result.TargetSettings;

/**
 * One project on one target, once: read from {@code observations.jsonl}.
 *
 * @param key
 *            what was run
 * @param outcome
 *            how it ended
 * @param message
 *            one sentence for a trial that is not OK, else null
 * @param treeHash
 *            Git tree of the checked-out files, null where the clone failed
 * @param phases
 *            in order; empty unless the outcome is OK: a failed trial has no times
 * @param settings
 *            the target as negotiated, null where it did not open
 * @param rssAtMountBytes
 *            RSS of the server before the first phase, null where there is no server
 * @param peakRssBytes
 *            the server's highest RSS up to the end of the last phase (VmHWM, which no sampling can miss), likewise
 * @param samplesFile
 *            of the memory samples, relative to the run's folder, null where there are none
 * @param opsFile
 *            of the server's statistics, likewise
 * @param logFile
 *            of the trial's log, likewise
 * @param manifestFile
 *            of what the build left, likewise; null where the trial failed before, and in runs from before it was taken
 * @param check
 *            how that compares with the reference's, null where it wasn't compared (yet)
 * @param environment
 *            id of the machine and its programs, see {@link Run#environments}; null until it is saved, and in old runs
 */
public record Trial(TrialKey key, Outcome outcome, String message, Instant started, Instant finished, String treeHash,
        List<PhaseResult> phases, TargetSettings settings, Long rssAtMountBytes, Long peakRssBytes, String samplesFile,
        String opsFile, String logFile, String manifestFile, ManifestCheck check, String environment) {

    public Optional<PhaseResult> phase(PhaseName name) {
        return phases.stream().filter(phase -> phase.name() == name).findFirst();
    }

    /** The same trial, found to have built the same. */
    public Trial checked(ManifestCheck how) {
        return withCheck(outcome, message, phases, how);
    }

    /** The same trial, found to have built something else: without its times, as every failed one. */
    public Trial invalid(String why, ManifestCheck how) {
        return withCheck(Outcome.INVALID, why, List.of(), how);
    }

    /** The same trial, on another target as negotiated. */
    Trial on(TargetSettings other) {
        return new Trial(key, outcome, message, started, finished, treeHash, phases, other, rssAtMountBytes,
                peakRssBytes, samplesFile, opsFile, logFile, manifestFile, check, environment);
    }

    /** The same trial, in another environment. */
    public Trial from(String otherEnvironment) {
        return new Trial(key, outcome, message, started, finished, treeHash, phases, settings, rssAtMountBytes,
                peakRssBytes, samplesFile, opsFile, logFile, manifestFile, check, otherEnvironment);
    }

    private Trial withCheck(Outcome how, String why, List<PhaseResult> times, ManifestCheck comparison) {
        return new Trial(key, how, why, started, finished, treeHash, times, settings, rssAtMountBytes, peakRssBytes,
                samplesFile, opsFile, logFile, manifestFile, comparison, environment);
    }
}
