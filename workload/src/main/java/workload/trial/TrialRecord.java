package workload.trial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import workload.manifest.Manifest;
import workload.result.Outcome;
import workload.study.PhaseResult;
import workload.result.TargetSettings;
import workload.study.Trial;
import workload.study.TrialKey;

/** What is known of a trial while it runs. */
final class TrialRecord {
    private final TrialKey key;
    private final Instant started = Instant.now();
    private final List<PhaseResult> phases = new ArrayList<>();
    private final String logFile;
    private Outcome outcome = Outcome.OK;
    private String message;
    String treeHash;
    TargetSettings settings;
    Long rssAtMountBytes;
    Long peakRssBytes;
    String samplesFile;
    String opsFile;
    /** Null until it is read. */
    Manifest manifest;
    String manifestFile;

    TrialRecord(TrialKey key, String logFile) {
        this.key = key;
        this.logFile = logFile;
    }

    void add(PhaseResult phase) {
        phases.add(phase);
    }

    /** The first failure decides the outcome; what fails after it only adds its sentence. */
    void fail(Outcome how, String why) {
        outcome = outcome == Outcome.OK ? how : outcome;
        message = message == null ? why : message + "; " + why;
    }

    boolean isOk() {
        return outcome == Outcome.OK;
    }

    /** A failed trial has no times, so that nobody can take them for a result. */
    Trial toTrial() {
        List<PhaseResult> timed = isOk() ? List.copyOf(phases) : List.of();
        return new Trial(key, outcome, message, started, Instant.now(), treeHash, timed, settings, rssAtMountBytes,
                peakRssBytes, samplesFile, opsFile, logFile, manifestFile, null, null);
    }
}
