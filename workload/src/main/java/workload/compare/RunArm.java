package workload.compare;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

import workload.result.Outcome;
import workload.study.Run;
import workload.study.Trial;

/** A target in one variant: the clone engine and the jobs. */
record RunArm(String target, SortedMap<String, String> variant) {
    static RunArm of(Trial trial) {
        return new RunArm(trial.key().target(), trial.key().variant());
    }

    /** The target's name with the part of the variant that distinguishes it from the other arms. */
    String label(Collection<RunArm> all) {
        return target + variant.entrySet().stream()
                .filter(entry -> all.stream()
                        .anyMatch(other -> !entry.getValue().equals(other.variant.get(entry.getKey()))))
                .map(entry -> ", " + entry.getKey() + " " + entry.getValue()).collect(Collectors.joining());
    }

    /** The target without its options: {@code tmpfs} of {@code tmpfs:size=4g}. */
    static String kind(String target) {
        return target.split(":", 2)[0];
    }

    /** The trials of a project that are OK. */
    List<Trial> good(Run run, String project) {
        return run.trials().stream().filter(trial -> trial.outcome() == Outcome.OK)
                .filter(trial -> trial.key().project().equals(project) && of(trial).equals(this)).toList();
    }
}
