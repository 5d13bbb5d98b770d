package workload.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import workload.result.Outcome;
import workload.result.RunStore;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.study.ResultStore;
import workload.study.Trial;
import workload.study.TrialKey;
import workload.study.Variant;

/** What trials took so far, in this run and in earlier ones on the same results folder: for people, never a result. */
public final class CostHistory {
    private static final double NANOS_PER_SECOND = 1e9;

    private final int cores;
    private final Map<String, Sum> costs = new HashMap<>();
    private final Map<String, Long> treeBytes = new HashMap<>();

    /**
     * What one trial takes between its mount and its unmount.
     *
     * @param others
     *            seconds of all that isn't the build
     * @param work
     *            seconds of the build by one job, as if it scaled with the jobs as far as there are cores
     */
    record Cost(double others, double work) {}

    private record Sum(int trials, double others, double work) {
        Sum plus(Sum other) {
            return new Sum(trials + other.trials, others + other.others, work + other.work);
        }

        Cost mean() {
            return new Cost(others / trials, work / trials);
        }
    }

    CostHistory(int cores) {
        this.cores = cores;
    }

    /** Learns from every run that can still be read. */
    public static CostHistory of(Path results, int cores) {
        CostHistory experience = new CostHistory(cores);
        try (Stream<Path> runs = Files.list(results)) {
            runs.filter(run -> Files.exists(run.resolve(RunStore.HEAD))).forEach(experience::learnRun);
        } catch (IOException _) {
            // No results yet: nothing to learn from.
        }
        return experience;
    }

    private void learnRun(Path run) {
        try {
            ResultStore.read(run).trials().forEach(this::learn);
        } catch (IOException _) {
            // A run of another version tells nothing; reading it is the report's business.
        }
    }

    public void learn(Trial trial) {
        if (trial.outcome() == Outcome.OK && trial.key().variant().containsKey(Variant.JOBS)) {
            learnCost(trial);
            trial.phases().stream().filter(phase -> phase.tree() != null)
                    .forEach(phase -> treeBytes.merge(trial.key().project(), phase.tree().bytes(), Math::max));
        }
    }

    /** How long the memory was sampled after the last phase is a setting of its run, not the trial's. */
    private void learnCost(Trial trial) {
        double end = trial.phases().stream().mapToLong(phase -> phase.startedAtNanos() + phase.nanos()).max().orElse(0);
        double build = trial.phases().stream().filter(phase -> phase.name() == PhaseName.BUILD)
                .mapToLong(PhaseResult::nanos).sum();
        Sum one = new Sum(1, (end - build) / NANOS_PER_SECOND,
                build / NANOS_PER_SECOND * atOnce(Variant.jobs(trial.key())));
        likenesses(trial.key()).forEach(like -> costs.merge(like, one, Sum::plus));
    }

    /** The mean over the trials that are most like this one; empty where none of the project was OK yet. */
    Optional<Cost> cost(TrialKey key) {
        return likenesses(key).stream().map(costs::get).filter(Objects::nonNull).findFirst().map(Sum::mean);
    }

    /** The greatest that a project's tree ever was; empty where none was built yet. */
    Optional<Long> treeBytes(String project) {
        return Optional.ofNullable(treeBytes.get(project));
    }

    /** Jobs beyond the cores wait for each other. */
    int atOnce(int jobs) {
        return Math.min(jobs, cores);
    }

    /** What a trial's cost is learnt under, the nearest first. */
    private static List<String> likenesses(TrialKey key) {
        return List.of(key.project() + " " + key.target() + " " + key.variant(), key.project() + " " + key.target(),
                key.project());
    }
}
