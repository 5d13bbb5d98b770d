package workload.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import workload.result.Outcome;
import workload.result.ResultStore;
import workload.result.Trial;
import workload.result.TrialKey;

/** How long trials took so far, in this run and in earlier ones on the same results folder: for people, never a result. */
final class TimeEstimate {
    private final Map<String, LongSummaryStatistics> millis = new HashMap<>();

    /** Learns from every run that can still be read. */
    static TimeEstimate of(Path results) {
        TimeEstimate estimate = new TimeEstimate();
        try (Stream<Path> runs = Files.list(results)) {
            runs.filter(run -> Files.exists(run.resolve("trials.jsonl"))).forEach(estimate::learnRun);
        } catch (IOException _) {
            // No results yet: nothing to learn from.
        }
        return estimate;
    }

    private void learnRun(Path run) {
        try {
            ResultStore.read(run).trials().forEach(this::learn);
        } catch (IOException _) {
            // A run of another version tells nothing; reading it is the report's business.
        }
    }

    void learn(Trial trial) {
        if (trial.outcome() == Outcome.OK) {
            long taken = Duration.between(trial.started(), trial.finished()).toMillis();
            for (String like : likenesses(trial.key())) {
                millis.computeIfAbsent(like, _ -> new LongSummaryStatistics()).accept(taken);
            }
        }
    }

    /** The sum over trials to come, or null when it isn't known for one of them. */
    Duration of(Collection<TrialKey> trials) {
        double sum = 0;
        for (TrialKey key : trials) {
            LongSummaryStatistics known = likenesses(key).stream().map(millis::get).filter(Objects::nonNull)
                    .findFirst().orElse(null);
            if (known == null) {
                return null;
            }
            sum += known.getAverage();
        }
        return Duration.ofMillis((long) sum);
    }

    /** What a trial's time is learnt under, the nearest first. */
    private static List<String> likenesses(TrialKey key) {
        return List.of(key.project() + " " + key.target() + " " + key.variant(), key.project() + " " + key.target(),
                key.project());
    }
}
