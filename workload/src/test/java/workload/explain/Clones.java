package workload.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import workload.explain.Measurement.Outcome;
import workload.result.CorpusInfo;
import workload.result.Environment;
import workload.result.TargetSettings;

/** Made-up clones: their counts follow from the arm, their times from a law that the test knows. */
final class Clones {
    /** Of the whole history. */
    static final long PACK = 8_000_000;

    private static final long FILES_MESSAGES = 3000;

    private Clones() {}

    /** Counts as a pack written by 4 KiB would have them. */
    static Counts counts(Arm arm) {
        long calls = arm.writes() == Arm.Writes.GATHERED ? PACK >> 20 : PACK >> 12;
        long small = arm.writes() == Arm.Writes.PIECES ? 1500 : 0;
        long lookups = arm.lookups() == Arm.Lookups.EACH ? calls : 500;
        long copied = arm.content() == Arm.Content.CONTIGUOUS ? PACK * calls / 2 : 0;
        boolean seen = arm.transport() == Arm.Transport.KERNEL;
        long messages = FILES_MESSAGES + calls + small + lookups;
        return arm.transport() == Arm.Transport.TMPFS
                ? null
                : new Counts(seen ? messages : null, calls + small, lookups, PACK, copied);
    }

    static Measurement ok(Arm arm, int round, double seconds) {
        return new Measurement(arm, round, null, Outcome.OK, null, (long) (seconds * 1e9), PACK, counts(arm));
    }

    static Measurement cut(Arm arm) {
        return new Measurement(arm, 1, null, Outcome.CUT, "took longer than 180 s", 180_000_000_000L, 0, null);
    }

    /** A clone of a part of the history. */
    static Measurement part(Arm arm, int depth, long packBytes, double seconds) {
        return new Measurement(arm, 0, depth, Outcome.OK, null, (long) (seconds * 1e9), packBytes, null);
    }

    /** Three rounds of each arm, a per cent apart. */
    static List<Measurement> rounds(List<Arm> arms, ToDoubleFunction<Arm> seconds) {
        List<Measurement> clones = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            for (Arm arm : arms) {
                clones.add(ok(arm, round, seconds.applyAsDouble(arm) * (0.98 + 0.01 * round)));
            }
        }
        return clones;
    }

    /** As the experiment writes it. */
    static void write(Path folder, Explanation explanation) throws IOException {
        Files.deleteIfExists(folder.resolve("observations.jsonl"));
        ExplainStore store = ExplainStore.create(folder, explanation);
        for (Measurement clone : explanation.measurements()) {
            Map<String, Object> options = explanation.targets().get(clone.arm().label());
            store.save(clone, options == null ? null : new TargetSettings("fuse.memfs", "rw", options, 7L, null));
        }
    }

    static Explanation explanation(List<Measurement> clones) {
        return explanation(clones, Arms.all());
    }

    static Explanation explanation(List<Measurement> clones, List<Arm> planned) {
        var machine = new Environment("Linux", "6.18", "a CPU", 2, 1L << 33, "JDK 25", Map.of("git", "git 2.39"),
                "root", 3.5, false);
        var corpus = new CorpusInfo("tiny", "mirror", "/a/path", "main", "0".repeat(40), "1".repeat(40), 100, PACK, 10,
                10, 1000);
        return new Explanation("20260101T000000Z", Instant.EPOCH, List.of("explain", "clone"), 3, 180, 1, machine,
                corpus, planned, Map.of(), Map.of(Arms.OURS.label(), Map.of("max_write", 1 << 20)), clones);
    }
}
