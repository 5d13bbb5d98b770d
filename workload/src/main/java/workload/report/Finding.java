package workload.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import workload.page.Numbers;
import workload.pairs.JudgedPair;
import workload.pairs.StudyArm;
import workload.report.memory.MemorySection;
import workload.result.Count;
import workload.stats.Judgement;
import workload.stats.PairedRatio;
import workload.stats.Percent;
import workload.study.PhaseName;
import workload.study.Trial;

/** What a run shows, in a few sentences made from its figures; nothing is in them that the sections below don't have. */
record Finding(RunComparisons comparisons) {
    /** More targets are compared below. */
    private static final int MOST_TARGETS = 3;
    /** Of more projects only the extremes are named. */
    private static final int MOST_PROJECTS = 2;
    private static final int NAMED_KINDS = 2;
    /** Where a larger difference may hide, "as fast as" would say too much. */
    private static final double AS_FAST = 0.05;
    private static final int NAMED_TRIALS = 3;

    List<String> sentences() throws IOException {
        if (comparisons.summary().data().trials().isEmpty()) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        for (StudyArm arm : subjects()) {
            builds(arm).ifPresent(sentences::add);
            clones(arm).ifPresent(sentences::add);
        }
        sentences.addAll(new MemorySection(comparisons.summary()).beyondTheFiles());
        sentences.add(trials());
        return sentences;
    }

    /** Every MemFS that is compared; without one, whatever is. */
    private List<StudyArm> subjects() {
        List<StudyArm> compared = comparisons.summary().charted().stream()
                .filter(arm -> !comparisons.baselines().of(arm).isEmpty()).toList();
        List<StudyArm> memfs = compared.stream().filter(StudyArm::isMemfs).toList();
        return (memfs.isEmpty() ? compared : memfs).stream().limit(MOST_TARGETS).toList();
    }

    private List<JudgedPair> of(StudyArm arm, PhaseName phase) {
        return comparisons.first(phase).stream().filter(judged -> judged.pair().arm().equals(arm)).toList();
    }

    private Optional<String> builds(StudyArm arm) {
        List<JudgedPair> builds = of(arm, PhaseName.BUILD);
        if (builds.isEmpty()) {
            return Optional.empty();
        }
        Map<Judgement.Kind, List<JudgedPair>> byKind = builds.stream()
                .collect(Collectors.groupingBy(judged -> judged.judgement().kind()));
        List<String> parts = new ArrayList<>();
        String other = builds.getFirst().against();
        for (Judgement.Kind kind : Judgement.Kind.values()) {
            List<JudgedPair> alike = byKind.getOrDefault(kind, List.of());
            if (!alike.isEmpty()) {
                parts.add(switch (kind) {
                    case NO_DIFFERENCE_BEYOND -> noDifferenceShown(alike, other);
                    case SLOWER -> "builds " + list(alike, Finding::difference) + " slower than " + other;
                    case FASTER -> "builds " + list(alike, Finding::difference) + " faster than " + other;
                    case TOO_FEW_ROUNDS -> "built " + ratios(alike) + " times as long as " + other
                            + " did, in too few rounds for a verdict";
                    case CLOCK_TOO_COARSE -> "builds " + projects(alike) + " in times that the clock can't tell from "
                            + other + "'s";
                });
            }
        }
        return Optional.of(arm.label() + " " + String.join("; it ", parts) + ".");
    }

    private static String noDifferenceShown(List<JudgedPair> pairs, String other) {
        double largest = largest(pairs);
        return (largest <= AS_FAST
                ? "builds " + projects(pairs) + " as fast as " + other
                : "built " + ratios(pairs) + " times as long as " + other + " did")
                + ": no difference larger than " + Percent.ceiling(largest) + " can hide";
    }

    private static double largest(List<JudgedPair> pairs) {
        return pairs.stream().map(judged -> judged.judgement().interval().orElseThrow())
                .mapToDouble(PairedRatio.Interval::largestDifference).max().orElseThrow();
    }

    /** "redis 3 to 7 %". */
    private static String difference(JudgedPair judged) {
        PairedRatio.Interval range = judged.judgement().interval().orElseThrow();
        return judged.pair().project() + " " + (judged.judgement().kind() == Judgement.Kind.SLOWER
                ? Percent.range(range.low() - 1, range.high() - 1)
                : Percent.range(1 - range.high(), 1 - range.low()));
    }

    /** "redis 1.25 (1.20 to 1.31) and nginx 1.02", or "from 0.91 (postgres) to 1.19 (apache)". */
    private static String ratios(List<JudgedPair> pairs) {
        if (pairs.size() <= MOST_PROJECTS) {
            return list(pairs, judged -> judged.pair().project() + " " + RatioSection.brief(judged));
        }
        List<JudgedPair> sorted = pairs.stream()
                .sorted(Comparator.comparingDouble(judged -> judged.ratio().ratio())).toList();
        return "from " + bare(sorted.getFirst()) + " to " + bare(sorted.getLast());
    }

    private static String bare(JudgedPair judged) {
        return RatioSection.ratio(judged) + " (" + judged.pair().project() + ")";
    }

    private static String projects(List<JudgedPair> pairs) {
        return list(pairs, judged -> judged.pair().project());
    }

    private static String list(List<JudgedPair> pairs, Function<JudgedPair, String> words) {
        List<String> all = pairs.stream().map(words).toList();
        return all.size() == 1
                ? all.getFirst()
                : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.getLast();
    }

    private Optional<String> clones(StudyArm arm) {
        List<JudgedPair> clones = of(arm, PhaseName.CLONE);
        return clones.isEmpty()
                ? Optional.empty()
                : Optional.of(arm.label() + " clones " + ratios(clones) + " times as long as "
                        + clones.getFirst().against() + whatHeldItBack(arm) + ".");
    }

    /** Of the project whose clone costs most. */
    private String whatHeldItBack(StudyArm arm) {
        return comparisons.summary().projects().stream()
                .flatMap(project -> Ledger.of(comparisons.summary(), new Summary.Cell(project, arm)).stream())
                .filter(ledger -> ledger.phase() == PhaseName.CLONE && ledger.cost().mean() > 0)
                .max((a, b) -> Double.compare(a.cost().mean(), b.cost().mean())).map(Finding::whatHeldItBack)
                .orElse("");
    }

    private static String whatHeldItBack(Ledger clone) {
        String kinds = clone.messages().entrySet().stream()
                .sorted(Collections.reverseOrder(Map.Entry.comparingByValue())).limit(NAMED_KINDS)
                .map(kind -> kind.getKey() + " " + Math.round(100 * kind.getValue() / clone.messageCount()) + " %")
                .collect(Collectors.joining(", "));
        return ": " + clone.project() + " takes " + Numbers.significant(clone.cost().mean()) + " s longer, and its "
                + Count.of(Math.round(clone.messageCount()), "message") + " (" + kinds + ") account for "
                + Numbers.significant(clone.expected()) + " s";
    }

    private String trials() {
        List<Trial> trials = comparisons.summary().data().trials();
        List<Trial> failed = comparisons.summary().failed();
        long disturbed = trials.stream().filter(MachineSection::isDisturbed).count();
        String all = failed.isEmpty()
                ? trials.size() == 1 ? "The only trial passed" : "All " + trials.size() + " trials passed"
                : failed.size() + " of " + Count.of(trials.size(), "trial") + " failed: "
                        + failed.stream().limit(NAMED_TRIALS).map(this::name).collect(Collectors.joining(", "))
                        + (failed.size() > NAMED_TRIALS ? " and others" : "");
        return all + (disturbed == 0
                ? "."
                : "; " + disturbed + (disturbed == 1 ? " was" : " were")
                        + " disturbed by other processes or the host.");
    }

    private String name(Trial trial) {
        return trial.key().project() + " on " + comparisons.summary().label(trial) + " #" + trial.key().repetition()
                + " (" + trial.outcome() + ")";
    }
}
