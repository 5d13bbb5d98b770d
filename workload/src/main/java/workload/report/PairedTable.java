package workload.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import tech.tablesaw.api.Table;
import workload.page.Columns;
import workload.page.Page;
import workload.stats.Family;
import workload.stats.Judgement;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.study.Trial;
import workload.stats.PairedRatio;
import workload.stats.Stats;

/** Each target against tmpfs and the disk, round by round: what a slow hour of the machine did to both cancels out. */
final class PairedTable {
    private static final String EXPLANATION = "The geometric mean of the ratios of the two times in each round (a repetition, in "
            + "which every target has its turn), with the 95 % interval by Student's t on the logarithms, rounded outwards. "
            + "A verdict takes " + Judgement.LEAST_ROUNDS
            + " rounds; all verdicts of a phase together are wrong in at most 5 % of reports where nothing differs (Holm). "
            + "A difference as large as the least detectable one is found in 95 % of runs (docs/statistics.md). A claim "
            + "\"at most r times as long\" is shown where the interval's upper end is at most r, and not shown where the "
            + "interval reaches beyond r. Server CPU and messages are medians of the target's server.";
    private static final List<String> REFERENCES = List.of(StudyArm.TMPFS, StudyArm.BASELINE);
    private static final List<PhaseName> PHASES = List.of(PhaseName.CLONE, PhaseName.BUILD);
    private static final int DECIMALS = 3;

    private PairedTable() {}

    /** A project's phase on one arm against another. */
    private record Pair(String project, PhaseName phase, StudyArm arm, StudyArm other, PairedRatio ratio) {}

    private record Judged(Pair pair, Judgement judgement) {
        PairedRatio ratio() {
            return pair.ratio();
        }
    }

    /** Nothing where the run has no pair. */
    static void add(Summary summary, Page page) {
        Table table = table(summary);
        if (table.rowCount() > 0) {
            page.section("Paired ratios").text(EXPLANATION).table(table);
        }
    }

    private static Table table(Summary summary) {
        return new Columns<>(judged(summary)).text("project", row -> row.pair().project())
                .text("phase", row -> row.pair().phase().label()).text("target", row -> row.pair().arm().label())
                .text("against", row -> row.pair().other().target()).count("rounds", row -> row.ratio().rounds())
                .ratio("ratio", row -> row.ratio().ratio())
                .text("95 % interval", row -> row.judgement().interval().map(PairedTable::print))
                .text("verdict", row -> row.judgement().sentence())
                .hundredths("server CPU, s", row -> median(row, summary::serverCpuSeconds))
                .ifAny()
                .count("messages", row -> median(row, summary::messages))
                .ifAny().table();
    }

    private interface OfServer {
        Optional<Stats> of(String project, StudyArm arm, PhaseName phase);
    }

    private static Optional<Double> median(Judged row, OfServer quantity) {
        return quantity.of(row.pair().project(), row.pair().arm(), row.pair().phase()).map(Stats::median);
    }

    /** The pairs of a phase are a family. */
    private static List<Judged> judged(Summary summary) {
        List<Pair> pairs = pairs(summary);
        Map<Pair, Judgement> judgements = new HashMap<>();
        for (PhaseName phase : PHASES) {
            List<Pair> family = pairs.stream().filter(pair -> pair.phase() == phase).toList();
            List<Judgement> found = new Family(Family.ALPHA).judge(family.stream().map(Pair::ratio).toList());
            IntStream.range(0, family.size()).forEach(i -> judgements.put(family.get(i), found.get(i)));
        }
        return pairs.stream().map(pair -> new Judged(pair, judgements.get(pair))).toList();
    }

    private static List<Pair> pairs(Summary summary) {
        List<Pair> pairs = new ArrayList<>();
        for (String project : summary.projects()) {
            for (PhaseName phase : PHASES) {
                for (StudyArm arm : summary.arms().stream().filter(arm -> !arm.isReference()).toList()) {
                    others(summary, arm).forEach(other -> PairedRatio.of(ratios(summary, project, phase, arm, other))
                            .ifPresent(ratio -> pairs.add(new Pair(project, phase, arm, other, ratio))));
                }
            }
        }
        return pairs;
    }

    private static List<StudyArm> others(Summary summary, StudyArm arm) {
        return REFERENCES.stream().flatMap(kind -> summary.arms().stream().filter(other -> other.kind().equals(kind)))
                .filter(other -> other.variant().equals(arm.variant())).toList();
    }

    private static DoubleStream ratios(Summary summary, String project, PhaseName phase, StudyArm arm, StudyArm other) {
        Map<Integer, Trial> others = summary.good(project, other).stream()
                .collect(Collectors.toMap(trial -> trial.key().repetition(), Function.identity(), (first, _) -> first));
        return summary.good(project, arm).stream()
                .map(trial -> ratio(nanos(trial, phase), nanos(others.get(trial.key().repetition()), phase)))
                .flatMap(Optional::stream).mapToDouble(Double::doubleValue);
    }

    private static Optional<Double> ratio(Optional<Long> own, Optional<Long> other) {
        return own.flatMap(nanos -> other.filter(o -> o > 0).map(o -> (double) nanos / o));
    }

    private static Optional<Long> nanos(Trial trialOrNull, PhaseName phase) {
        return Optional.ofNullable(trialOrNull).flatMap(trial -> trial.phase(phase)).map(PhaseResult::nanos);
    }

    /** Outwards: a bound that was rounded inwards would claim more than was measured. */
    private static String print(PairedRatio.Interval interval) {
        return round(interval.low(), RoundingMode.FLOOR) + " to " + round(interval.high(), RoundingMode.CEILING);
    }

    private static String round(double value, RoundingMode mode) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, mode).toPlainString();
    }
}
