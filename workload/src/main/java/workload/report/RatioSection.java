package workload.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tech.tablesaw.api.Table;
import workload.page.Columns;
import workload.page.Page;
import workload.page.RowChart;
import workload.pairs.JudgedPair;
import workload.pairs.StudyArm;
import workload.result.Count;
import workload.stats.Judgement;
import workload.stats.PairedRatio;
import workload.stats.Stats;
import workload.study.PhaseName;

/** Arms against their baselines, round by round: what slows the machine in a round cancels out. */
record RatioSection(RunComparisons comparisons) {
    private static final String HOW = "The geometric mean of the ratios of the two times in each round (a repetition, in "
            + "which every target has its turn), with the interval by Student's t on the logarithms, rounded outwards. "
            + "A verdict takes " + Judgement.LEAST_ROUNDS
            + " rounds; the builds have one, and the phases that --verdict names. All verdicts of a phase together are "
            + "wrong in at most 5 % of reports where nothing differs (Holm). "
            + "A difference as large as the least detectable one is found in 95 % of runs (docs/statistics.md). A claim "
            + "\"at most r times as long\" is shown where the interval's upper end is at most r, and not shown where the "
            + "interval reaches beyond r. Server CPU and messages are medians of the target's server.";
    private static final String STOPPED = " The intervals decided the number of rounds (--until), so they and the verdicts "
            + "are taken at 97.5 %: an interval then holds the true ratio in at least 95 % of runs.";
    private static final List<PhaseName> WORK = List.of(PhaseName.BUILD, PhaseName.CLONE);
    private static final int DECIMALS = 3;
    private static final int SHORT_DECIMALS = 2;

    /** Nothing where the run has no pair. */
    void add(Page page) {
        List<JudgedPair> rows = rows();
        if (rows.isEmpty()) {
            return;
        }
        page.section("How many times as long")
                .figure("ratios", forest("Build and clone: how many times as long", WORK), caption(WORK))
                .figure("ratios-walks", forest("Stat walks and removal: how many times as long", others()),
                        caption(others()))
                .table("Paired ratios", HOW + (comparisons.isStoppedByRule() ? STOPPED : ""), table(rows));
    }

    private static List<PhaseName> others() {
        return Arrays.stream(PhaseName.values()).filter(phase -> !WORK.contains(phase)).toList();
    }

    /** Each arm against its first baseline. */
    private RowChart forest(String title, List<PhaseName> phases) {
        List<RowChart.Group> groups = new ArrayList<>();
        for (PhaseName phase : phases) {
            List<JudgedPair> family = comparisons.first(phase);
            for (String project : comparisons.summary().projects()) {
                List<RowChart.Row> rows = family.stream().filter(judged -> judged.pair().project().equals(project))
                        .map(this::row).toList();
                if (!rows.isEmpty()) {
                    groups.add(new RowChart.Group(project + ", " + phase.label(), rows));
                }
            }
        }
        return new RowChart(title, "times as long as on " + baselines(phases), groups, 1.0,
                RowChart.AxisKind.RATIO);
    }

    private String baselines(List<PhaseName> phases) {
        return phases.stream().flatMap(phase -> comparisons.first(phase).stream()).map(JudgedPair::against).distinct()
                .collect(Collectors.joining(" or "));
    }

    private RowChart.Row row(JudgedPair judged) {
        boolean hasVerdict = comparisons.isJudged(judged.pair().phase())
                && judged.judgement().kind() != Judgement.Kind.TOO_FEW_ROUNDS;
        return RowChart.Row.interval(judged.pair().arm().label() + " / " + judged.against(), brief(judged),
                comparisons.summary().ink(judged.pair().arm()), judged.ratio().ratio(),
                shown(judged.judgement()).map(range -> new RowChart.Range(range.low(), range.high())).orElse(null))
                .noted(hasVerdict ? judged.judgement().sentence() : "");
    }

    /** "1.03 (0.99 to 1.07)". */
    static String brief(JudgedPair judged) {
        return ratio(judged) + shown(judged.judgement()).map(range -> " (" + print(range, SHORT_DECIMALS) + ")")
                .orElse("");
    }

    static String ratio(JudgedPair judged) {
        return BigDecimal.valueOf(judged.ratio().ratio()).setScale(SHORT_DECIMALS, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Narrow enough to be useful. */
    private static Optional<PairedRatio.Interval> shown(Judgement judgement) {
        return judgement.interval()
                .filter(_ -> judgement.ratio().rounds() >= Judgement.LEAST_OF_INTERVAL && !isWild(judgement));
    }

    private String caption(List<PhaseName> phases) {
        SortedSet<Integer> counts = phases.stream().flatMap(phase -> comparisons.first(phase).stream())
                .map(judged -> judged.ratio().rounds()).collect(Collectors.toCollection(TreeSet::new));
        String rounds = counts.stream().map(n -> n < counts.last() ? String.valueOf(n) : Count.of(n, "round"))
                .collect(Collectors.joining(" or "));
        return "1 (the dashed line): as long as on the other. Points: geometric means of the ratios of n = " + rounds
                + "; lines: their " + confidence() + " intervals, rounded outwards"
                + ", from " + Judgement.LEAST_OF_INTERVAL + " rounds on; verdicts from " + Judgement.LEAST_ROUNDS + ".";
    }

    private String confidence() {
        return comparisons.isStoppedByRule() ? "97.5 %" : "95 %";
    }

    private Table table(List<JudgedPair> rows) {
        return new Columns<>(rows).text("project", row -> row.pair().project())
                .text("phase", row -> row.pair().phase().label()).text("target", row -> row.pair().arm().label())
                .text("against", JudgedPair::against).count("rounds", row -> row.ratio().rounds())
                .ratio("ratio", row -> row.ratio().ratio())
                .text(confidence() + " interval", row -> interval(row.judgement()))
                .text("least detectable", row -> row.judgement().detectable()).text("verdict", this::verdict)
                .hundredths("server CPU, s", row -> median(row, comparisons.summary()::serverCpuSeconds)).ifAny()
                .count("messages", row -> median(row, comparisons.summary()::messages)).ifAny().table();
    }

    private Optional<String> verdict(JudgedPair row) {
        return comparisons.isJudged(row.pair().phase())
                ? Optional.of(row.judgement().sentence())
                : Optional.empty();
    }

    private interface OfServer {
        Optional<Stats> of(String project, StudyArm arm, PhaseName phase);
    }

    private static Optional<Double> median(JudgedPair row, OfServer quantity) {
        return quantity.of(row.pair().project(), row.pair().arm(), row.pair().phase()).map(Stats::median);
    }

    /** By project, then by phase. */
    private List<JudgedPair> rows() {
        List<JudgedPair> judged = Stream.of(PhaseName.values()).flatMap(phase -> comparisons.family(phase).stream())
                .toList();
        List<String> projects = comparisons.summary().projects();
        return projects.stream().flatMap(project -> judged.stream().filter(row -> row.pair().project().equals(project)))
                .toList();
    }

    /** Numbers only if the interval is narrow enough to be useful. */
    private static Optional<String> interval(Judgement judgement) {
        int rounds = judgement.ratio().rounds();
        if (judgement.kind() == Judgement.Kind.TOO_FEW_ROUNDS
                && (rounds < Judgement.LEAST_OF_INTERVAL || isWild(judgement))) {
            return Optional.of("too few rounds");
        }
        return isWild(judgement)
                ? Optional.of("not measurable in " + Count.of(rounds, "round"))
                : judgement.interval().map(interval -> print(interval, DECIMALS));
    }

    /** Wider than the ratio itself. */
    private static boolean isWild(Judgement judgement) {
        return judgement.interval().filter(interval -> interval.halfWidth() > judgement.ratio().ratio()).isPresent();
    }

    /** Outwards: a bound that was rounded inwards would claim more than was measured. */
    private static String print(PairedRatio.Interval interval, int decimals) {
        return round(interval.low(), decimals, RoundingMode.FLOOR) + " to "
                + round(interval.high(), decimals, RoundingMode.CEILING);
    }

    private static String round(double value, int decimals, RoundingMode mode) {
        return BigDecimal.valueOf(value).setScale(decimals, mode).toPlainString();
    }
}
