package workload.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import tech.tablesaw.api.Table;
import workload.page.Columns;
import workload.page.Page;
import workload.pairs.ArmPair;
import workload.pairs.StudyArm;
import workload.stats.Family;
import workload.stats.Judgement;
import workload.stats.PairedRatio;
import workload.stats.Stats;
import workload.study.PhaseName;

/** Arms against their baselines, round by round: what slows the machine in a round cancels out. */
record PairedTable(RunComparisons comparisons) {
    private static final String EXPLANATION = "The geometric mean of the ratios of the two times in each round (a repetition, in "
            + "which every target has its turn), with the interval by Student's t on the logarithms, rounded outwards. "
            + "A verdict takes " + Judgement.LEAST_ROUNDS
            + " rounds; the builds have one, and the phases that --verdict names. All verdicts of a phase together are "
            + "wrong in at most 5 % of reports where nothing differs (Holm). "
            + "A difference as large as the least detectable one is found in 95 % of runs (docs/statistics.md). A claim "
            + "\"at most r times as long\" is shown where the interval's upper end is at most r, and not shown where the "
            + "interval reaches beyond r. Server CPU and messages are medians of the target's server.";
    private static final String STOPPED = " The intervals decided the number of rounds (--until), so they and the verdicts "
            + "are taken at 97.5 %: an interval then holds the true ratio in at least 95 % of runs.";
    private static final int DECIMALS = 3;

    private record Judged(ArmPair pair, Judgement judgement) {
        PairedRatio ratio() {
            return judgement.ratio();
        }
    }

    /** Nothing where the run has no pair. */
    void add(Page page) {
        List<Judged> rows = rows();
        if (!rows.isEmpty()) {
            page.section("Paired ratios").text(EXPLANATION + (comparisons.isStoppedByRule() ? STOPPED : ""))
                    .table(table(rows));
        }
    }

    private Table table(List<Judged> rows) {
        return new Columns<>(rows).text("project", row -> row.pair().project())
                .text("phase", row -> row.pair().phase().label()).text("target", row -> row.pair().arm().label())
                .text("against", this::against).count("rounds", row -> row.ratio().rounds())
                .ratio("ratio", row -> row.ratio().ratio())
                .text(comparisons.isStoppedByRule() ? "97.5 % interval" : "95 % interval",
                        row -> interval(row.judgement()))
                .text("least detectable", row -> row.judgement().detectable()).text("verdict", this::verdict)
                .hundredths("server CPU, s", row -> median(row, comparisons.summary()::serverCpuSeconds)).ifAny()
                .count("messages", row -> median(row, comparisons.summary()::messages)).ifAny().table();
    }

    /** If both arms have the same variant, the target's name is enough. */
    private String against(Judged row) {
        StudyArm other = row.pair().other();
        return other.variant().equals(row.pair().arm().variant()) ? other.target() : other.label();
    }

    private Optional<String> verdict(Judged row) {
        return comparisons.judged().contains(row.pair().phase())
                ? Optional.of(row.judgement().sentence())
                : Optional.empty();
    }

    private interface OfServer {
        Optional<Stats> of(String project, StudyArm arm, PhaseName phase);
    }

    private static Optional<Double> median(Judged row, OfServer quantity) {
        return quantity.of(row.pair().project(), row.pair().arm(), row.pair().phase()).map(Stats::median);
    }

    private List<Judged> rows() {
        List<Judged> judged = new ArrayList<>();
        EnumSet.allOf(PhaseName.class).forEach(phase -> judged.addAll(family(phase)));
        List<String> projects = comparisons.summary().projects();
        return projects.stream().flatMap(project -> judged.stream().filter(row -> row.pair().project().equals(project)))
                .toList();
    }

    /** The pairs of a phase are a family. */
    private List<Judged> family(PhaseName phase) {
        List<ArmPair> pairs = new ArrayList<>();
        List<PairedRatio> ratios = new ArrayList<>();
        for (ArmPair pair : comparisons.pairs(Set.of(phase))) {
            pair.ratio(comparisons.summary().data().trials()).ifPresent(ratio -> {
                pairs.add(pair);
                ratios.add(ratio);
            });
        }
        List<Judgement> found = new Family(comparisons.alpha()).judge(ratios);
        return IntStream.range(0, pairs.size()).mapToObj(i -> new Judged(pairs.get(i), found.get(i))).toList();
    }

    /** Numbers only if the interval is narrow enough to be useful. */
    private static Optional<String> interval(Judgement judgement) {
        int rounds = judgement.ratio().rounds();
        if (judgement.kind() == Judgement.Kind.TOO_FEW_ROUNDS
                && (rounds < Judgement.LEAST_OF_INTERVAL || isWild(judgement))) {
            return Optional.of("too few rounds");
        }
        return isWild(judgement)
                ? Optional.of("not measurable in " + rounds + " rounds")
                : judgement.interval().map(PairedTable::print);
    }

    /** Wider than the ratio itself. */
    private static boolean isWild(Judgement judgement) {
        return judgement.interval().filter(interval -> interval.halfWidth() > judgement.ratio().ratio()).isPresent();
    }

    /** Outwards: a bound that was rounded inwards would claim more than was measured. */
    private static String print(PairedRatio.Interval interval) {
        return round(interval.low(), RoundingMode.FLOOR) + " to " + round(interval.high(), RoundingMode.CEILING);
    }

    private static String round(double value, RoundingMode mode) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, mode).toPlainString();
    }
}
