package workload.study;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import workload.result.Outcome;
import workload.result.Environment;
import workload.result.CorpusInfo;
import workload.result.TargetSettings;

/** Trials and runs to test with. */
public final class Trials {
    private Trials() {}

    public static TrialKey key(String project, String target, int repetition) {
        return new TrialKey(project, target, new TreeMap<>(Map.of("clone", "jgit", "jobs", "2")), repetition);
    }

    /** A trial of one minute. */
    public static Trial ok(TrialKey key) {
        TreeSize cloned = new TreeSize(10, 2, 1, 1000, 4096);
        TreeSize built = new TreeSize(12, 3, 1, 2000, 8192);
        List<PhaseResult> phases = List.of(
                new PhaseResult(PhaseName.CLONE, 1_500_000_000, 0, cloned, 10_000_000L, null,
                        new CacheSize(4096, 0), Map.of("LOOKUP", 10L, "WRITE", 20L), null),
                phase(PhaseName.STAT_CLONE_WARM, 2_000_000, cloned), phase(PhaseName.BUILD, 3_000_000_001L, built),
                phase(PhaseName.STAT_BUILD_WARM, 4_000_000, built),
                phase(PhaseName.REMOVE, 5_000_000, new TreeSize(0, 0, 0, 0, 0)));
        return new Trial(key, Outcome.OK, null, Instant.EPOCH, Instant.EPOCH.plusSeconds(60), "tree", phases, null, 10L,
                20L, null, null, "logs/x.log", null, null, "e1");
    }

    /** A trial with a clone and a build of these lengths. */
    public static Trial ok(TrialKey key, double cloneSeconds, double buildSeconds, TargetSettings settings) {
        TreeSize tree = new TreeSize(10, 2, 1, 1000, 4096);
        return new Trial(key, Outcome.OK, null, Instant.EPOCH, Instant.EPOCH.plusSeconds(60), "tree",
                List.of(phase(PhaseName.CLONE, Math.round(cloneSeconds * 1e9), tree),
                        phase(PhaseName.BUILD, Math.round(buildSeconds * 1e9), tree)),
                settings, null, null, null, null, "logs/x.log", null, null, "e1");
    }

    public static Trial failed(TrialKey key, String message) {
        return new Trial(key, Outcome.BUILD_FAILED, message, Instant.EPOCH, Instant.EPOCH.plusSeconds(5), "tree",
                List.of(), null, null, null, null, null, "logs/x.log", null, null, "e1");
    }

    private static PhaseResult phase(PhaseName name, long nanos, TreeSize tree) {
        return new PhaseResult(name, nanos, 0, tree, 10_000_000L, null, null, null, null);
    }

    public static RunInfo run() {
        Environment environment = new Environment("Debian", "6.1", "cpu", 2, 1L << 30, "25", Map.of(), "me", 0.1, true);
        CorpusInfo corpus = new CorpusInfo("redis", "mirror", "/m", "7.0", "c0ffee", "tree", 1, 2, 3, 4, 5);
        return new RunInfo("20260101T000000Z", Instant.EPOCH, List.of("redis"), 7, 3, List.of("redis"), List.of("disk"),
                List.of("jgit"), List.of(2), 3, environment, List.of(corpus));
    }
}
