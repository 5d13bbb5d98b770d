package workload.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.stats.PairedRatio;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.study.Run;
import workload.study.Trial;

/**
 * The target by whose times each run's times are divided, so that what slows the whole machine cancels out.
 *
 * @param first
 *            its name in the first run, options included
 * @param second
 *            likewise
 */
record Baseline(String first, String second) {
    static final List<String> USUAL = List.of("tmpfs", "disk");

    /**
     * The first of some targets that both runs have.
     *
     * @param names
     *            with or without their options
     */
    static Optional<Baseline> find(List<String> names, List<String> first, List<String> second) {
        return names.stream().flatMap(name -> named(name, first).flatMap(one -> named(name, second)
                .map(other -> new Baseline(one, other))).stream()).findFirst();
    }

    private static Optional<String> named(String name, List<String> targets) {
        return Stream.concat(targets.stream().filter(name::equals),
                targets.stream().filter(target -> RunArm.kind(target).equals(name))).findFirst();
    }

    boolean is(String target) {
        return target.equals(first) || target.equals(second);
    }

    /** The ratio of a phase's times to those on a baseline in the same round and variant. */
    static Optional<PairedRatio> ratio(Run run, String project, PhaseName phase, RunArm arm, String baseline) {
        Map<Integer, Trial> others = new RunArm(baseline, arm.variant()).good(run, project).stream()
                .collect(Collectors.toMap(Baseline::round, Function.identity()));
        return PairedRatio.of(arm.good(run, project).stream().filter(trial -> others.containsKey(round(trial)))
                .mapToDouble(trial -> nanos(trial, phase) / nanos(others.get(round(trial)), phase)));
    }

    private static int round(Trial trial) {
        return trial.key().repetition();
    }

    /** 0 for a phase that the trial doesn't have; {@link PairedRatio#of} skips ratios with it. */
    private static double nanos(Trial trial, PhaseName phase) {
        return trial.phase(phase).map(PhaseResult::nanos).orElse(0L);
    }
}
