package workload.forecast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import workload.plan.Project;
import workload.result.Count;
import workload.study.TrialKey;
import workload.trial.RunSettings;

/** Tells what the trials that are left will take: by earlier runs, or else by the projects' file. */
public final class Forecaster {
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;
    private static final String UNKNOWN = "unknown";

    private final RunSettings settings;
    private final CostHistory experience;
    private final TimeEstimate estimate;
    private final AvailableSpace room;
    private final List<TrialKey> trials;

    /**
     * @param trials
     *            those that are left, at least one
     */
    public Forecaster(RunSettings settings, CostHistory experience, AvailableSpace room, List<TrialKey> trials) {
        this.settings = settings;
        this.experience = experience;
        this.estimate = new TimeEstimate(settings, experience);
        this.room = room;
        this.trials = trials;
    }

    public Forecast forecast() {
        Set<String> names = new LinkedHashSet<>(trials.stream().map(TrialKey::project).toList());
        ProjectTrees trees = new ProjectTrees(
                settings.projects().stream().filter(project -> names.contains(project.name())).toList(), experience);
        return trees.largest().map(largest -> forecast(trees, largest)).orElseGet(() -> new Forecast(knownTime(),
                List.of(timeLine(), "  Disk and memory: unknown, since no tree's size is."), null, null));
    }

    private Forecast forecast(ProjectTrees trees, Project largest) {
        DiskForecast disk = new DiskForecast(settings, trees, largest, room, trials.size());
        MemoryForecast memory = new MemoryForecast(settings, trees, largest, room);
        return new Forecast(knownTime(), List.of(timeLine(), disk.line(), memory.line()),
                disk.missing().orElse(null), memory.missing().orElse(null));
    }

    private Duration knownTime() {
        return trials.stream().map(estimate::of).flatMap(Optional::stream).reduce(Duration.ZERO, Duration::plus);
    }

    private String timeLine() {
        Map<String, Set<String>> bases = new LinkedHashMap<>();
        for (TrialKey key : trials) {
            bases.computeIfAbsent(basis(key), _ -> new LinkedHashSet<>()).add(key.project());
        }
        List<String> words = new ArrayList<>();
        bases.forEach((basis, projects) -> words.add(basis + ": " + String.join(", ", projects)));
        return "Forecast of " + Count.of(trials.size(), "trial") + ": "
                + time(bases.containsKey(UNKNOWN)) + " (" + String.join("; ", words) + ")"
                + untilLine() + (settings.writers() ? ", and what --writers takes." : ".");
    }

    /** How many rounds will follow can't be known beforehand. */
    private String untilLine() {
        return settings.comparison().until() == null
                ? ""
                : ", and further rounds until the intervals are narrow enough (" + settings.comparison().until() + ")";
    }

    private String time(boolean more) {
        Duration known = knownTime();
        if (known.isZero()) {
            return "nobody knows how long";
        }
        long minutes = Math.max(1, Math.round((double) known.toSeconds() / SECONDS_PER_MINUTE));
        return (more ? "more than " : "about ") + (minutes < MINUTES_PER_HOUR
                ? minutes + " min"
                : minutes / MINUTES_PER_HOUR + " h " + minutes % MINUTES_PER_HOUR + " min");
    }

    private String basis(TrialKey key) {
        if (experience.cost(key).isPresent()) {
            return "by earlier runs";
        }
        return estimate.of(key).isPresent() ? "by the projects file" : UNKNOWN;
    }
}
