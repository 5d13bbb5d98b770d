package workload.compare;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import workload.pairs.ArmPair;
import workload.pairs.StudyArm;
import workload.stats.PairedRatio;
import workload.study.PhaseName;
import workload.study.Run;

/**
 * The target by whose times each run's times are divided, so that what slows the whole machine cancels out.
 *
 * @param first
 *            its name in the first run, options included
 * @param second
 *            likewise
 */
record Baseline(String first, String second) {
    static final List<String> USUAL = List.of(StudyArm.TMPFS, StudyArm.BASELINE);

    /**
     * The first of some targets that both runs have.
     *
     * @param names
     *            with or without their options
     */
    static Optional<Baseline> find(List<String> names, List<StudyArm> first, List<StudyArm> second) {
        return names.stream().flatMap(name -> named(name, first).flatMap(one -> named(name, second)
                .map(other -> new Baseline(one, other))).stream()).findFirst();
    }

    private static Optional<String> named(String name, List<StudyArm> arms) {
        return Stream.concat(arms.stream().filter(arm -> arm.target().equals(name)),
                arms.stream().filter(arm -> arm.kind().equals(name))).map(StudyArm::target).findFirst();
    }

    boolean is(String target) {
        return target.equals(first) || target.equals(second);
    }

    /** The ratio of a phase's times to those on a baseline in the same round and variant. */
    static Optional<PairedRatio> ratio(Run run, String project, PhaseName phase, StudyArm arm, String baseline) {
        return new ArmPair(project, phase, arm, arm.on(baseline)).ratio(run.trials());
    }
}
