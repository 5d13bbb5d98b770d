package workload.micro;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import tech.tablesaw.api.Table;
import workload.page.RowChart;
import workload.page.Ink;
import workload.micro.SampleIndex.Row;
import workload.page.Columns;
import workload.page.Numbers;
import workload.page.Page;
import workload.stats.MeanError;
import workload.stats.Stats;

/** One suite's part of the page: a function of its raw samples. */
final class SuiteSection {
    private static final String BASE = "tmpfs";
    private static final String DISK = "disk";
    private final SuiteResult result;
    private final SampleIndex index;

    SuiteSection(SuiteResult result) {
        this.result = result;
        this.index = new SampleIndex(result.samples());
    }

    void add(Page page) {
        page.section(result.suite());
        for (Condition condition : index.conditions()) {
            page.subsection(condition.toString());
            if (condition == Condition.COUNTED) {
                page.table(messages());
            } else if (index.works().stream().anyMatch(work -> Transfer.parse(work).isPresent())) {
                new TransferSection(new TransferIndex(index, condition)).add(page);
            } else {
                page.figure(result.suite() + "-" + condition, chart(condition),
                        "Points: medians of the n rounds' ratios; lines: from the least to the greatest. The dashed line: as "
                                + "long as on tmpfs.")
                        .table(times(condition));
            }
        }
        if (!result.gaps().isEmpty()) {
            page.subsection("Left out").table(new Columns<>(result.gaps()).text("work", Gap::work)
                    .text("target", Gap::target).text("why", Gap::reason).table());
        }
    }

    /** What the first MemFS costs against tmpfs, in a sentence; empty where that wasn't measured. */
    Optional<String> finding() {
        Optional<Condition> condition = index.conditions().stream().filter(of -> of != Condition.COUNTED).findFirst();
        Optional<String> memfs = index.target("memfs");
        return condition.flatMap(of -> memfs.flatMap(target -> index.works().stream()
                .anyMatch(work -> Transfer.parse(work).isPresent())
                        ? new TransferSection(new TransferIndex(index, of)).finding(target)
                        : finding(of, target)));
    }

    private Optional<String> finding(Condition condition, String target) {
        List<Compared> compared = compared(condition).stream().filter(one -> one.row().target().equals(target))
                .sorted(Comparator.comparingDouble(one -> one.ratio().median())).toList();
        return compared.isEmpty()
                ? Optional.empty()
                : Optional.of(result.suite() + ": " + target + " takes " + describe(compared.getFirst())
                        + (compared.size() == 1 ? "" : " to " + describe(compared.getLast())) + " times as long as "
                        + BASE + ", " + condition + ".");
    }

    private static String describe(Compared one) {
        return Numbers.significant(one.ratio().median()) + " (" + one.row().work() + ")";
    }

    /** A row's cost over that of tmpfs. */
    private record Compared(Row row, Stats ratio) {}

    private List<Compared> compared(Condition condition) {
        return index.works().stream().flatMap(work -> index.targets().stream()
                .map(target -> new Row(work, condition, target))).filter(row -> !isFloor(row))
                .flatMap(row -> ratio(row, BASE).map(ratio -> new Compared(row, ratio)).stream()).toList();
    }

    private RowChart chart(Condition condition) {
        List<Compared> compared = compared(condition);
        List<RowChart.Group> groups = index.works().stream().map(work -> new RowChart.Group(work, compared.stream()
                .filter(one -> one.row().work().equals(work)).map(this::row).toList()))
                .filter(group -> !group.rows().isEmpty()).toList();
        return new RowChart(result.suite() + ", " + condition + ": cost over tmpfs's", "times as long as on tmpfs",
                groups,
                1.0, RowChart.AxisKind.RATIO);
    }

    private RowChart.Row row(Compared one) {
        Stats ratio = one.ratio();
        return RowChart.Row.interval(one.row().target(), Numbers.significant(ratio.median()) + ", n = " + ratio.n(),
                Ink.of(one.row().target(), index.targets()), ratio.median(),
                ratio.hasSpread() ? new RowChart.Range(ratio.min(), ratio.max()) : null);
    }

    /** Messages for each unit of work: what a file or a call costs, however many there were. */
    private Table messages() {
        return new Columns<>(
                result.samples().stream().filter(sample -> sample.variant() == Condition.COUNTED).toList())
                .text("work", Sample::work).text("target", Sample::target).count("of", Sample::units)
                .measure("messages each", sample -> (double) sample.messageCount() / sample.units())
                .text("which", SuiteSection::opcodes).filled();
    }

    private static String opcodes(Sample sample) {
        return sample.messages().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + " " + Numbers.significant((double) entry.getValue() / sample.units()))
                .collect(Collectors.joining(", "));
    }

    /** What each work took on each target under one condition. */
    private Table times(Condition condition) {
        List<Row> rows = index.works().stream()
                .flatMap(work -> index.targets().stream().map(target -> new Row(work, condition, target)))
                .filter(row -> !index.of(row).isEmpty()).toList();
        Columns<Row> columns = new Columns<>(rows).text("work", Row::work).text("target", Row::target)
                .count("n", row -> index.of(row).size()).measure("ms", row -> index.of(row).stream()
                        .anyMatch(sample -> sample.units() > 1) ? median(row, Sample::millis) : null);
        Spread.add(columns, "µs each", row -> index.stats(row, Sample::micros));
        Spread.addMean(columns, "µs each", row -> MeanError.of(index.of(row).stream().mapToDouble(Sample::micros)));
        columns.measure("server CPU, µs each", row -> index.of(row).stream()
                .anyMatch(sample -> sample.serverMicros() > 0) ? median(row, Sample::serverMicros) : null);
        Spread.add(columns, "÷ tmpfs", row -> isFloor(row) ? Optional.empty() : ratio(row, BASE));
        Spread.add(columns, "÷ disk", row -> isFloor(row) ? Optional.empty() : ratio(row, DISK));
        Spread.add(columns, "÷ " + Sample.FLOOR, row -> ratio(row, Sample.FLOOR));
        Spread.add(columns, "÷ first of its kind",
                row -> index.firstOfFamily(row.work()).flatMap(first -> index.ratio(row, row.doing(first))));
        return columns.filled();
    }

    private Optional<Double> median(Row row, ToDoubleFunction<Sample> quantity) {
        return index.stats(row, quantity).map(Stats::median);
    }

    private static boolean isFloor(Row row) {
        return row.target().equals(Sample.FLOOR);
    }

    private Optional<Stats> ratio(Row row, String kind) {
        return index.target(kind).filter(other -> !other.equals(row.target()))
                .flatMap(other -> index.ratio(row, row.on(other)));
    }
}
