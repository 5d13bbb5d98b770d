package workload.forecast;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

import workload.plan.Expectation;
import workload.plan.Project;
import workload.study.TrialKey;
import workload.trial.RunSettings;
import workload.study.Variant;

/** How long trials to come will take: by those that were, or else by what the project's file expects. */
public final class TimeEstimate {
    /** Jobs of the builds whose time stands in a project's file. */
    private static final int EXPECTED_JOBS = 2;
    /** Clone, walks, validation and removal took 1 to 4 s of a tree of 150 MiB, on any target. */
    private static final double OTHERS_SECONDS = 2;
    private static final double OTHERS_SECONDS_PER_MIB = 0.03;
    /** Mount and unmount. */
    private static final double OPENING_SECONDS = 2;
    private static final double MILLIS_PER_SECOND = 1000;

    private final RunSettings settings;
    private final CostHistory experience;

    public TimeEstimate(RunSettings settings, CostHistory experience) {
        this.settings = settings;
        this.experience = experience;
    }

    /** The sum over trials to come, or null when it isn't known for one of them. */
    public Duration of(Collection<TrialKey> trials) {
        Duration sum = Duration.ZERO;
        for (TrialKey key : trials) {
            Optional<Duration> one = of(key);
            if (one.isEmpty()) {
                return null;
            }
            sum = sum.plus(one.get());
        }
        return sum;
    }

    /** Empty where neither earlier trials nor the file tell. */
    public Optional<Duration> of(TrialKey key) {
        return experience.cost(key).or(() -> expected(key.project()))
                .map(cost -> cost.others() + cost.work() / experience.atOnce(Variant.jobs(key)) + OPENING_SECONDS)
                .map(seconds -> Duration.ofMillis(Math.round(seconds * MILLIS_PER_SECOND))
                        .plus(settings.afterRemove()));
    }

    private Optional<CostHistory.Cost> expected(String name) {
        return settings.projects().stream().filter(project -> project.name().equals(name)).map(Project::expected)
                .filter(expected -> expected.buildSeconds() > 0).findFirst().map(this::cost);
    }

    private CostHistory.Cost cost(Expectation expected) {
        return new CostHistory.Cost(OTHERS_SECONDS + OTHERS_SECONDS_PER_MIB * expected.treeMib(),
                (double) expected.buildSeconds() * experience.atOnce(EXPECTED_JOBS));
    }
}
