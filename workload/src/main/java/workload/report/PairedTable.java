package workload.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.result.PhaseName;
import workload.result.Trial;

/** Each target against tmpfs and the disk, round by round: what a slow hour of the machine did to both cancels out. */
final class PairedTable {
    static final String EXPLANATION = "The ratio of the two times in each round (a repetition, in which every target has "
            + "its turn, shuffled), and the median of these ratios. The interval holds the true median with at least "
            + "95 % confidence: two order statistics of the ratios, exact whatever their distribution, and rounded "
            + "outwards; it takes " + PairedRatio.LEAST_ROUNDS
            + " rounds. A claim \"at most r times as long\" is shown "
            + "where the interval's upper end is at most r, and not shown where the interval reaches beyond r. Server "
            + "CPU and messages are medians of the target's server.";

    private static final List<String> REFERENCES = List.of(Arm.TMPFS, Arm.BASELINE);
    private static final List<PhaseName> PHASES = List.of(PhaseName.CLONE, PhaseName.BUILD);
    private static final int DECIMALS = 3;

    private final Summary summary;
    private final StringColumn project = Columns.text("project");
    private final StringColumn phase = Columns.text("phase");
    private final StringColumn target = Columns.text("target");
    private final StringColumn against = Columns.text("against");
    private final DoubleColumn rounds = Columns.count("rounds");
    private final DoubleColumn median = Columns.ratio("median ratio");
    private final StringColumn interval = Columns.text("95 % interval");
    private final StringColumn verdict = Columns.text("verdict");
    private final DoubleColumn serverCpu = Columns.measure("server CPU, s");
    private final DoubleColumn messages = Columns.count("messages");

    private PairedTable(Summary summary) {
        this.summary = summary;
    }

    /** Without rows where the run has no pair. */
    static Table of(Summary summary) {
        PairedTable table = new PairedTable(summary);
        for (String project : summary.projects()) {
            for (PhaseName phase : PHASES) {
                summary.arms().stream().filter(arm -> !arm.isReference())
                        .forEach(arm -> table.addRows(project, phase, arm));
            }
        }
        return table.build();
    }

    private void addRows(String name, PhaseName of, Arm arm) {
        for (String kind : REFERENCES) {
            summary.arms().stream().filter(other -> other.kind().equals(kind))
                    .filter(other -> other.variant().equals(arm.variant()))
                    .forEach(other -> PairedRatio.of(ratios(name, of, arm, other))
                            .ifPresent(ratio -> addRow(name, of, arm, other, ratio)));
        }
    }

    private DoubleStream ratios(String name, PhaseName of, Arm arm, Arm other) {
        Map<Integer, Trial> others = summary.good(name, other).stream()
                .collect(Collectors.toMap(trial -> trial.key().repetition(), Function.identity(), (first, _) -> first));
        return summary.good(name, arm).stream()
                .map(trial -> ratio(nanos(trial, of), nanos(others.get(trial.key().repetition()), of)))
                .flatMap(Optional::stream).mapToDouble(Double::doubleValue);
    }

    private static Optional<Double> ratio(Optional<Long> own, Optional<Long> other) {
        return own.flatMap(nanos -> other.filter(o -> o > 0).map(o -> (double) nanos / o));
    }

    private static Optional<Long> nanos(Trial trialOrNull, PhaseName of) {
        return Optional.ofNullable(trialOrNull).flatMap(trial -> Summary.phase(trial, of)).map(p -> p.nanos());
    }

    private void addRow(String name, PhaseName of, Arm arm, Arm other, PairedRatio ratio) {
        project.append(name);
        phase.append(of.label());
        target.append(arm.label());
        against.append(other.target());
        rounds.append(ratio.n());
        median.append(ratio.median());
        interval.append(ratio.interval().map(PairedTable::print).orElse(Numbers.NONE));
        verdict.append(ratio.verdict());
        Columns.append(serverCpu, summary.serverCpuSeconds(name, arm, of).map(Stats::median));
        Columns.append(messages, summary.messages(name, arm, of).map(Stats::median));
    }

    /** Outwards: a bound that was rounded inwards would claim more than was measured. */
    private static String print(PairedRatio.Interval interval) {
        return round(interval.low(), RoundingMode.FLOOR) + " to " + round(interval.high(), RoundingMode.CEILING);
    }

    private static String round(double value, RoundingMode mode) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, mode).toPlainString();
    }

    private Table build() {
        Table table = Table.create(project, phase, target, against, rounds, median, interval, verdict);
        Columns.addUnlessEmpty(table, serverCpu);
        Columns.addUnlessEmpty(table, messages);
        return table;
    }
}
