package benchmarks.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import benchmarks.chart.Lines;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.report.Block;
import workload.report.ChartFiles;
import workload.report.Columns;
import workload.report.Numbers;
import workload.report.Stats;

/** Memory for each live byte, in the course of random operations. */
final class FragmentationSection implements Section {
    private static final double BOUND = 0.05;
    private static final int PERCENT = 100;
    private static final int SECONDS_PER_HOUR = 3600;

    private final StringColumn target = Columns.text("target");
    private final DoubleColumn operations = Columns.count("operations");
    private final DoubleColumn anHour = Columns.count("in an hour, at this pace");
    private final DoubleColumn tree = Columns.measure("tree, MiB");
    private final DoubleColumn live = Columns.measure("live, MiB");
    private final DoubleColumn reservedFirst = Columns.ratio("reserved / live, first quarter");
    private final DoubleColumn reservedLast = Columns.ratio("last quarter");
    private final DoubleColumn reservedGrowth = Columns.measure("growth, %");
    private final DoubleColumn anonFirst = Columns.ratio("RssAnon / live, first quarter");
    private final DoubleColumn anonLast = Columns.ratio("RssAnon, last quarter");
    private final DoubleColumn anonGrowth = Columns.measure("RssAnon growth, %");
    private final StringColumn verdict = Columns.text("both at most 5 %");
    private final DoubleColumn removedLive = Columns.measure("live when removed, B");
    private final DoubleColumn removedRss = Columns.measure("RSS when removed, MiB more than empty");

    @Override
    public List<Block> blocks(Rows rows, Path folder) throws IOException {
        Lines lines = new Lines("Memory for each live byte, in the course of random operations", "operations",
                "memory / live bytes").fromZero();
        for (String of : rows.targets()) {
            List<Measurement> run = rows.of(of, Fragmentation.RUN).toList();
            if (!run.isEmpty()) {
                add(rows, of, run);
                draw(lines, of, rows.targets().indexOf(of), run);
            }
        }
        List<Block> blocks = new ArrayList<>(List.of(
                new Block.Paragraph("On a full tree files are created, appended to, "
                        + "truncated, punched and deleted at random, always the same way; sizes are log-uniform from 1 byte to 4 "
                        + "MiB. Medians of the samples in the first and in the last quarter of the operations. A tmpfs has its "
                        + "pages alone: what it holds, over the bytes in the tree, stands under reserved / live."),
                new Block.TableBlock(table())));
        if (!lines.isEmpty()) {
            blocks.add(ChartFiles.save(folder, "fragmentation", lines.draw(),
                    "Solid: RssAnon; dashed: reserved, or what the tmpfs holds"));
        }
        return blocks;
    }

    private void add(Rows rows, String of, List<Measurement> run) {
        Measurement end = run.getLast();
        Quarters reserved = Quarters.of(run, Quantity.OFF_HEAP_RESERVED);
        Quarters anon = Quarters.of(run, Quantity.RSS_ANON);
        Optional<Double> worst = reserved.growth().map(one -> Math.max(one, anon.growth().orElse(one)));
        target.append(of);
        operations.append(end.count());
        anHour.append(end.count() / end.seconds() * SECONDS_PER_HOUR);
        Columns.append(tree, median(run, row -> Optional.of((double) row.bytes())).map(b -> b / Numbers.MIB));
        Columns.append(live, median(run, row -> Optional.of(live(row))).map(b -> b / Numbers.MIB));
        Columns.append(reservedFirst, reserved.first());
        Columns.append(reservedLast, reserved.last());
        Columns.append(reservedGrowth, reserved.growth().map(share -> share * PERCENT));
        Columns.append(anonFirst, anon.first());
        Columns.append(anonLast, anon.last());
        Columns.append(anonGrowth, anon.growth().map(share -> share * PERCENT));
        verdict.append(Verdict.atMost(BOUND, worst));
        Columns.append(removedLive,
                rows.last(of, Fragmentation.REMOVED).flatMap(row -> row.figures().of(Quantity.OFF_HEAP_LIVE)));
        Columns.append(removedRss, rows.growth(of, Fragmentation.EMPTY, Fragmentation.REMOVED)
                .flatMap(more -> more.of(Quantity.RSS)).map(b -> b / Numbers.MIB));
    }

    private Table table() {
        Table table = Table.create(target, operations, anHour, tree, live, reservedFirst, reservedLast, reservedGrowth);
        for (DoubleColumn column : List.of(anonFirst, anonLast, anonGrowth)) {
            Columns.addUnlessEmpty(table, column);
        }
        table.addColumns(verdict);
        Columns.addUnlessEmpty(table, removedLive);
        Columns.addUnlessEmpty(table, removedRss);
        return table;
    }

    private static void draw(Lines lines, String of, int colour, List<Measurement> run) {
        double[] x = Rows.values(run.stream(), Measurement::count);
        if (ratio(run.getFirst(), Quantity.RSS_ANON).isPresent()) {
            lines.add(of + ", RssAnon", colour, x,
                    Rows.values(run.stream(), row -> ratio(row, Quantity.RSS_ANON).orElseThrow()));
        }
        lines.addDashed(of + ", reserved", colour, x,
                Rows.values(run.stream(), row -> ratio(row, Quantity.OFF_HEAP_RESERVED).orElseThrow()));
    }

    /** The ratio in the first and in the last quarter of a run, each the median of its samples. */
    record Quarters(Optional<Double> first, Optional<Double> last) {
        static Quarters of(List<Measurement> run, Quantity quantity) {
            int quarter = Math.max(1, run.size() / 4);
            return new Quarters(median(run.subList(0, quarter), row -> ratio(row, quantity)),
                    median(run.subList(run.size() - quarter, run.size()), row -> ratio(row, quantity)));
        }

        /** As a share. */
        Optional<Double> growth() {
            return first.flatMap(before -> last.map(after -> after / before - 1));
        }
    }

    private static Optional<Double> median(List<Measurement> rows, Value value) {
        return Stats.of(rows.stream().map(value::of).flatMap(Optional::stream).mapToDouble(Double::doubleValue))
                .map(Stats::median);
    }

    /** Something that a measurement may have. */
    private interface Value {
        Optional<Double> of(Measurement row);
    }

    private static Optional<Double> ratio(Measurement row, Quantity quantity) {
        Optional<Double> bytes = row.figures().of(quantity);
        Optional<Double> held = quantity == Quantity.OFF_HEAP_RESERVED
                ? bytes.or(() -> row.figures().of(Quantity.HELD))
                : bytes;
        return held.map(memory -> memory / live(row));
    }

    private static double live(Measurement row) {
        return row.figures().of(Quantity.OFF_HEAP_LIVE).orElse((double) row.bytes());
    }
}
