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

/** Memory after each round of writing and deleting. */
final class ChurnSection implements Section {
    static final double BOUND = 0.05;
    private static final int PERCENT = 100;

    private final StringColumn target = Columns.text("target");
    private final DoubleColumn rounds = Columns.count("rounds");
    private final DoubleColumn bytes = Columns.measure("a round, MiB");
    private final DoubleColumn empty = Columns.measure("empty, MiB");
    private final DoubleColumn peak = Columns.measure("greatest when written, MiB");
    private final DoubleColumn first = Columns.measure("after the first, MiB");
    private final DoubleColumn last = Columns.measure("after the last, MiB");
    private final DoubleColumn growth = Columns.measure("last over first, %");
    private final StringColumn verdict = Columns.text("at most 5 %");
    private final DoubleColumn live = Columns.measure("off heap live after the last, MiB");
    private final DoubleColumn reserved = Columns.measure("reserved after the last, MiB");

    @Override
    public List<Block> blocks(Rows rows, Path folder) throws IOException {
        Lines lines = new Lines("Memory after each round of writing and deleting", "round",
                "RSS, or held by a tmpfs, MiB").fromZero();
        for (String of : rows.targets()) {
            List<Measurement> deleted = rows.of(of, Churn.DELETED).toList();
            if (!deleted.isEmpty()) {
                add(rows, of, deleted);
                lines.add(of, rows.targets().indexOf(of), Rows.values(deleted.stream(), Measurement::count),
                        Rows.values(deleted.stream(), row -> held(row) / Numbers.MIB));
            }
        }
        List<Block> blocks = new ArrayList<>(List.of(new Block.Paragraph("So many bytes are written and deleted, over "
                + "and over; the RSS of the server, or what a tmpfs holds, each time it has settled."),
                new Block.TableBlock(table())));
        if (!lines.isEmpty()) {
            blocks.add(ChartFiles.save(folder, "churn", lines.draw(), "Each point when memory fell no more"));
        }
        return blocks;
    }

    private void add(Rows rows, String of, List<Measurement> deleted) {
        Measurement end = deleted.getLast();
        Optional<Double> more = growth(deleted);
        target.append(of);
        rounds.append(end.count());
        Columns.append(bytes, rows.last(of, Churn.WRITTEN).map(row -> row.bytes() / Numbers.MIB));
        Columns.append(empty, rows.first(of, Churn.EMPTY).map(row -> held(row) / Numbers.MIB));
        Columns.append(peak, rows.of(of, Churn.WRITTEN).map(row -> held(row) / Numbers.MIB).max(Double::compare));
        first.append(held(deleted.getFirst()) / Numbers.MIB);
        last.append(held(end) / Numbers.MIB);
        Columns.append(growth, more.map(share -> share * PERCENT));
        verdict.append(Verdict.atMost(BOUND, more));
        Columns.append(live, end.figures().of(Quantity.OFF_HEAP_LIVE).map(b -> b / Numbers.MIB));
        Columns.append(reserved, end.figures().of(Quantity.OFF_HEAP_RESERVED).map(b -> b / Numbers.MIB));
    }

    private Table table() {
        Table table = Table.create(target, rounds, bytes, empty, peak, first, last, growth, verdict);
        Columns.addUnlessEmpty(table, live);
        Columns.addUnlessEmpty(table, reserved);
        return table;
    }

    /** Of the last round over the first, as a share; empty where nothing was held after the first. */
    static Optional<Double> growth(List<Measurement> deleted) {
        double before = held(deleted.getFirst());
        return before == 0 ? Optional.empty() : Optional.of(held(deleted.getLast()) / before - 1);
    }

    private static double held(Measurement row) {
        return row.figures().of(Quantity.RSS).or(() -> row.figures().of(Quantity.HELD)).orElse(0.0);
    }
}
