package benchmarks.memory;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.report.Block;
import workload.report.Columns;
import workload.report.Numbers;

/** What a hole costs. */
final class SparseSection implements Section {
    private static final double BOUND_MIB = 2;

    private final StringColumn target = Columns.text("target");
    private final StringColumn step = Columns.text("after");
    private final DoubleColumn live = Columns.measure("off heap live, MiB more");
    private final DoubleColumn rss = Columns.measure("RSS, MiB more");
    private final DoubleColumn held = Columns.measure("held by the tmpfs, MiB more");
    private final DoubleColumn blocks = Columns.measure("st_blocks × 512, MiB");
    private final StringColumn verdict = Columns.text("all at most 2 MiB");

    @Override
    public List<Block> blocks(Rows rows, Path folder) {
        for (String of : rows.targets()) {
            for (String after : List.of(Sparse.TRUNCATED, Sparse.WRITTEN, Sparse.REMOVED)) {
                rows.first(of, after).ifPresent(row -> add(row, rows.growth(of, Sparse.EMPTY, after).orElseThrow()));
            }
        }
        Table table = Table.create(target, step);
        for (DoubleColumn column : List.of(live, rss, held, blocks)) {
            Columns.addUnlessEmpty(table, column);
        }
        return List.of(
                new Block.Paragraph(
                        "A file is made 1 TiB long, and 1 MiB is written at its end; what is held more than "
                                + "when the target was empty, once it has settled."),
                new Block.TableBlock(table.addColumns(verdict)));
    }

    private void add(Measurement row, Figures growth) {
        Optional<Double> stored = Optional.of(row.bytes() / Numbers.MIB);
        target.append(row.target());
        step.append(row.step());
        Columns.append(live, mib(growth, Quantity.OFF_HEAP_LIVE));
        Columns.append(rss, mib(growth, Quantity.RSS));
        Columns.append(held, mib(growth, Quantity.HELD));
        Columns.append(blocks, stored);
        verdict.append(Verdict.atMost(BOUND_MIB,
                Stream.of(mib(growth, Quantity.OFF_HEAP_LIVE), mib(growth, Quantity.RSS), mib(growth, Quantity.HELD),
                        stored).flatMap(Optional::stream).max(Double::compare)));
    }

    private static Optional<Double> mib(Figures growth, Quantity quantity) {
        return growth.of(quantity).map(bytes -> bytes / Numbers.MIB);
    }
}
