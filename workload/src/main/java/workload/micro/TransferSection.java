package workload.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import tech.tablesaw.api.Table;
import workload.page.Numbers;
import workload.page.Ink;
import workload.page.Columns;
import workload.page.LineChart;
import workload.page.Page;
import workload.study.OriginalStudy;
import workload.stats.MeanError;
import workload.stats.Stats;

/** What calls of different sizes cost, as tables and charts: files of every size, one after the other. */
record TransferSection(TransferIndex index) {
    private static final String FLOOR = "content=null";
    private static final String CHART = "Both axes logarithmic. Points: means; bars: JMH's error (99.9 %), where there are three samples or"
            + " more. The band is between the transport alone (" + FLOOR + ") and tmpfs.";

    /** A transfer, or only a size of file, on a target. */
    private record Row(Transfer transfer, String target) {}

    /** The same quantity of each sample of a transfer on a target. */
    private interface Quantity extends BiFunction<Transfer, String, DoubleStream> {}

    void add(Page page) {
        List<String> operations = index.operations();
        page.text(operations.stream().anyMatch(operation -> new Transfer(operation, 1, 1).isRead())
                ? "MiB/s: the file's size over the time of its open, reads and close. A call's cost: of the reads alone."
                : "MiB/s: the file's size over the time of its writes and its close. A call's cost: of the writes alone."
                        + " No write is larger than its file.");
        addRatios(page);
        for (String operation : operations) {
            addTables(page, operation, operation.equals(Transfer.APPEND));
            if (operation.equals(Transfer.APPEND)) {
                new GrowthSection(index).add(page);
            }
        }
    }

    /** What the pieces of the 2017 study cost, at the largest file. */
    Optional<String> finding(String target) {
        if (!index.operations().contains(Transfer.APPEND)) {
            return Optional.empty();
        }
        Transfer pieces = new Transfer(Transfer.APPEND, index.files(Transfer.APPEND).getLast(), OriginalStudy.PIECE);
        return Stats.of(index.throughputs(pieces, target)).map(own -> "Appends of " + OriginalStudy.PIECE
                + " bytes to a file of " + pieces.mib() + " MiB reach " + Numbers.significant(own.median())
                + " MiB/s on " + target + index.toTmpfs(pieces, target).map(ratio -> ", "
                        + Numbers.significant(ratio.median()) + " of what tmpfs has").orElse("")
                + ratio(new Row(pieces, target)).map(ratio -> ", and " + Numbers.significant(ratio.median())
                        + " of what appends of 1 MiB reach").orElse("")
                + ".");
    }

    /** What the 2017 study asked: how much slower are git's pieces than writes of 1 MiB? */
    private void addRatios(Page page) {
        List<Row> rows = new ArrayList<>();
        for (int mib : index.files(Transfer.APPEND)) {
            index.targets().forEach(
                    target -> rows.add(new Row(new Transfer(Transfer.APPEND, mib, OriginalStudy.PIECE), target)));
        }
        rows.removeIf(row -> ratio(row).isEmpty());
        if (!rows.isEmpty()) {
            Columns<Row> columns = new Columns<>(rows).count("file, MiB", row -> row.transfer().mib())
                    .text("target", Row::target).count("n", row -> ratio(row).map(Stats::n));
            page.heading(4, "Pieces of %,d bytes against 1 MiB".formatted(OriginalStudy.PIECE))
                    .text("The throughput by pieces over that by 1 MiB, both of the same round and target:"
                            + " 1 where only the bytes cost; n is the number of rounds.")
                    .table(Spread.add(columns, "MiB/s by %,d ÷ by 1 MiB".formatted(OriginalStudy.PIECE), this::ratio)
                            .filled());
        }
    }

    private Optional<Stats> ratio(Row row) {
        return index.ratio(row.transfer(), new Transfer(row.transfer().operation(), row.transfer().mib(), Transfer.MIB),
                row.target());
    }

    /** A table for each size of file; charts for each, or for the largest. */
    private void addTables(Page page, String operation, boolean isDrawnForAll) {
        List<Integer> files = index.files(operation);
        for (int mib : files) {
            List<Transfer> transfers = index.transfers(operation).stream().filter(of -> of.mib() == mib).toList();
            page.heading(4, "%s, a file of %d MiB".formatted(operation, mib)).table(table(transfers));
            boolean isLine = transfers.stream().map(Transfer::size).distinct().count() > 1;
            if (isLine && (isDrawnForAll || mib == files.getLast())) {
                addChart(page, transfers, "throughput", "throughput, MiB/s", index::throughputs);
                addChart(page, transfers, "cost", "cost of a call, µs", index::micros);
            }
        }
    }

    private Table table(List<Transfer> transfers) {
        List<Row> rows = transfers.stream()
                .flatMap(transfer -> index.targets().stream().map(target -> new Row(transfer, target)))
                .filter(row -> index.micros(row.transfer(), row.target()).findAny().isPresent()).toList();
        Columns<Row> columns = new Columns<>(rows).count("call, bytes", row -> row.transfer().size())
                .text("target", Row::target).count("n", row -> index.micros(row.transfer(), row.target()).count())
                .measure("MiB/s", row -> Stats.of(index.throughputs(row.transfer(), row.target())).map(Stats::median));
        Spread.addMean(columns, "MiB/s", row -> MeanError.of(index.throughputs(row.transfer(), row.target())));
        Spread.add(columns, "µs a call", row -> Stats.of(index.micros(row.transfer(), row.target())));
        Spread.addMean(columns, "µs a call", row -> MeanError.of(index.micros(row.transfer(), row.target())));
        return columns.measure("open, ms", row -> index.medianMillis(row.transfer().open(), row.target()))
                .measure("close, ms", row -> index.medianMillis(row.transfer().close(), row.target()))
                .measure("fsync after it, ms", row -> index.medianMillis(row.transfer().fsync(), row.target()))
                .measure("server CPU, µs a call", row -> index.serverMicros(row.transfer(), row.target()))
                .measure("MiB/s ÷ tmpfs's", row -> index.toTmpfs(row.transfer(), row.target()).map(Stats::median))
                .filled();
    }

    private void addChart(Page page, List<Transfer> transfers, String name, String unit, Quantity quantity) {
        Transfer first = transfers.getFirst();
        LineChart chart = new LineChart("%s of %d MiB: %s".formatted(first.operation(), first.mib(), name),
                (first.isRead() ? "read" : "write") + " size, bytes", unit).logarithmic();
        Optional<String> ceiling = index.index().target(TransferIndex.TMPFS);
        index.targetWith(FLOOR).ifPresent(
                floor -> ceiling.ifPresent(tmpfs -> addBand(chart, transfers, floor, tmpfs, quantity)));
        index.targets().forEach(target -> addLine(chart, index, transfers, target, Transfer::size, quantity));
        page.figure("%s-%d-%s".formatted(first.operation().replace(' ', '-'), first.mib(), name), chart, CHART);
    }

    private static void addBand(LineChart chart, List<Transfer> transfers, String floor, String ceiling,
            Quantity quantity) {
        List<Transfer> both = transfers.stream().filter(of -> quantity.apply(of, floor).findAny().isPresent()
                && quantity.apply(of, ceiling).findAny().isPresent()).toList();
        chart.addBand("between " + FLOOR + " and tmpfs", both.stream().mapToDouble(Transfer::size).toArray(),
                means(both, floor, quantity), means(both, ceiling, quantity));
    }

    /** Means against a quantity of the transfers, with JMH's error as bars. */
    static void addLine(LineChart chart, TransferIndex index, List<Transfer> transfers, String target,
            ToDoubleFunction<Transfer> x, BiFunction<Transfer, String, DoubleStream> quantity) {
        Ink ink = index.ink(target);
        List<Transfer> measured = transfers.stream().filter(of -> quantity.apply(of, target).findAny().isPresent())
                .toList();
        chart.add(target, ink, measured.stream().mapToDouble(x).toArray(), means(measured, target, quantity));
        List<Transfer> repeated = measured.stream().filter(of -> MeanError.of(quantity.apply(of, target)).isPresent())
                .toList();
        List<MeanError> errors = repeated.stream().map(of -> MeanError.of(quantity.apply(of, target)).orElseThrow())
                .toList();
        chart.addBars(target, ink, repeated.stream().mapToDouble(x).toArray(),
                errors.stream().mapToDouble(MeanError::low).toArray(),
                errors.stream().mapToDouble(MeanError::high).toArray());
    }

    private static double[] means(List<Transfer> transfers, String target,
            BiFunction<Transfer, String, DoubleStream> quantity) {
        return transfers.stream().mapToDouble(of -> quantity.apply(of, target).average().orElseThrow()).toArray();
    }
}
