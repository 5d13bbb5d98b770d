package workload.pairs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import workload.result.StudyException;
import workload.study.PhaseName;

/** What the arms of a run are compared with: tmpfs and the disk, or what {@code --against} names. */
public final class Baselines {
    private final List<StudyArm> arms;
    private final List<Baseline> baselines;
    /** Whether a baseline is compared with those before it. */
    private final boolean amongThemselves;

    /** The name of a target, which stands for its arm of the compared arm's variant, or the label of one arm. */
    private record Baseline(String name) {
        Optional<StudyArm> of(StudyArm compared, List<StudyArm> arms) {
            return arms.stream().filter(arm -> isTarget(arm) && arm.variant().equals(compared.variant()))
                    .findFirst().or(() -> arms.stream().filter(arm -> arm.label().equals(name)).findFirst());
        }

        boolean isTarget(StudyArm arm) {
            return arm.target().equals(name);
        }

        boolean is(StudyArm arm) {
            return isTarget(arm) || arm.label().equals(name);
        }
    }

    private Baselines(List<StudyArm> arms, Stream<String> names, boolean amongThemselves) {
        this.arms = List.copyOf(arms);
        this.baselines = names.distinct().map(Baseline::new).toList();
        this.amongThemselves = amongThemselves;
    }

    /** Every tmpfs and every disk; the first target if the run has neither, or arms of one kind only. */
    public static Baselines usual(List<StudyArm> arms) {
        List<String> references = Stream.of(StudyArm.TMPFS, StudyArm.BASELINE)
                .flatMap(kind -> arms.stream().filter(arm -> arm.kind().equals(kind))).map(StudyArm::target).toList();
        boolean alike = arms.stream().map(StudyArm::kind).distinct().count() == 1;
        return new Baselines(arms,
                references.isEmpty() || alike ? arms.stream().map(StudyArm::target).limit(1) : references.stream(),
                false);
    }

    /**
     * The given ones.
     *
     * @param arguments
     *            targets or labels of arms, as a report prints them; several are separated by commas, which the options of a
     *            target may have, too
     * @throws StudyException
     *             the run has none of that name
     */
    static Baselines named(List<String> arguments, List<StudyArm> arms) throws StudyException {
        Set<String> known = arms.stream().flatMap(arm -> Stream.of(arm.target(), arm.label()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> names = new ArrayList<>();
        for (String argument : arguments) {
            addAll(List.of(argument.split(",", -1)), known, names);
        }
        return new Baselines(arms, names.stream(), true);
    }

    /** Joins as many elements as form a known name: {@code tmpfs:size=4g,mode=0700} is one. */
    private static void addAll(List<String> elements, Set<String> known, List<String> names) throws StudyException {
        int from = 0;
        while (from < elements.size()) {
            int start = from;
            int to = IntStream.iterate(elements.size(), end -> end > start, end -> end - 1)
                    .filter(end -> known.contains(join(elements, start, end))).findFirst()
                    .orElseThrow(() -> unknown(elements.get(start), known));
            names.add(join(elements, start, to));
            from = to;
        }
    }

    private static String join(List<String> elements, int from, int to) {
        return String.join(",", elements.subList(from, to)).strip();
    }

    private static StudyException unknown(String name, Set<String> known) {
        return new StudyException("There is no '" + name.strip()
                + "' in this run to compare with; --against takes one or several of: " + String.join(" | ", known)
                + ".");
    }

    /** The arms that an arm is compared with. */
    public List<StudyArm> of(StudyArm arm) {
        int own = IntStream.range(0, baselines.size()).filter(i -> baselines.get(i).is(arm)).findFirst()
                .orElse(baselines.size());
        int compared = amongThemselves || own == baselines.size() ? own : 0;
        return baselines.subList(0, compared).stream().map(baseline -> baseline.of(arm, arms))
                .flatMap(Optional::stream).toList();
    }

    /** All comparisons, each pair of arms once: by project, then by phase. */
    public List<ArmPair> pairs(List<String> projects, Collection<PhaseName> phases) {
        return projects.stream()
                .flatMap(project -> phases.stream()
                        .flatMap(phase -> arms.stream().flatMap(
                                arm -> of(arm).stream().map(other -> new ArmPair(project, phase, arm, other)))))
                .toList();
    }
}
