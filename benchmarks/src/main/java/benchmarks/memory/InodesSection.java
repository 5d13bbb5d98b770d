package benchmarks.memory;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.report.Block;
import workload.report.Columns;
import workload.report.Numbers;

/** Bytes for each empty file, and what is left of them afterwards. */
final class InodesSection implements Section {
    private static final double BOUND = 250;

    private final StringColumn target = Columns.text("target");
    private final DoubleColumn files = Columns.count("files");
    private final DoubleColumn name = Columns.measure("name, B each");
    private final DoubleColumn live = Columns.measure("live beyond the names, B each");
    private final StringColumn verdict = Columns.text("at most 250");
    private final DoubleColumn heap = Columns.measure("heap, B each");
    private final DoubleColumn offHeap = Columns.measure("off heap, B each");
    private final DoubleColumn rss = Columns.measure("RSS, B each");
    private final DoubleColumn anon = Columns.measure("RssAnon, B each");
    private final DoubleColumn slab = Columns.measure("kernel slabs, B each");
    private final DoubleColumn heapLeft = Columns.measure("heap after removal, MiB more");
    private final DoubleColumn rssLeft = Columns.measure("RSS after removal, MiB more");

    @Override
    public List<Block> blocks(Rows rows, Path folder) {
        rows.targets().forEach(of -> rows.first(of, Inodes.CREATED).ifPresent(created -> add(rows, created)));
        Table table = Table.create(target, files, name, live, verdict);
        for (DoubleColumn column : List.of(heap, offHeap, rss, anon, slab, heapLeft, rssLeft)) {
            Columns.addUnlessEmpty(table, column);
        }
        return List.of(new Block.Paragraph("Empty files in directories of " + Scale.FILES_PER_DIRECTORY
                + ". Live: heap used after a full collection and the blocks in use, less the same when empty, less the "
                + "bytes of the names, for each file; the directories are in it. RSS is as it was before that "
                + "collection. Kernel slabs are what the kernel's own dentries and inodes took (SReclaimable and "
                + "SUnreclaim, machine-wide): a tmpfs is nothing else, and FUSE needs them too."),
                new Block.TableBlock(table));
    }

    private void add(Rows rows, Measurement created) {
        String of = created.target();
        double count = created.count();
        Figures grown = rows.growth(of, Inodes.EMPTY, Inodes.CREATED).orElseThrow();
        Optional<Figures> collected = rows.growth(of, Inodes.EMPTY + Inodes.COLLECTED,
                Inodes.CREATED + Inodes.COLLECTED);
        Optional<Double> each = collected.flatMap(more -> beyondNames(more, created));
        target.append(of);
        files.append(count);
        name.append(created.bytes() / count);
        Columns.append(live, each);
        verdict.append(Verdict.atMost(BOUND, each));
        Columns.append(heap, collected.flatMap(more -> more.of(Quantity.HEAP_USED)).map(b -> b / count));
        Columns.append(offHeap, collected.flatMap(more -> more.of(Quantity.OFF_HEAP_LIVE)).map(b -> b / count));
        Columns.append(rss, grown.of(Quantity.RSS).map(b -> b / count));
        Columns.append(anon, grown.of(Quantity.RSS_ANON).map(b -> b / count));
        Columns.append(slab,
                grown.sum(Quantity.SLAB_RECLAIMABLE, Quantity.SLAB_UNRECLAIMABLE).map(b -> b / count));
        Columns.append(heapLeft, left(rows, of, Inodes.COLLECTED, Quantity.HEAP_USED));
        Columns.append(rssLeft, left(rows, of, "", Quantity.RSS));
    }

    static Optional<Double> beyondNames(Figures collected, Measurement created) {
        return collected.sum(Quantity.HEAP_USED, Quantity.OFF_HEAP_LIVE)
                .map(bytes -> (bytes - created.bytes()) / created.count());
    }

    private static Optional<Double> left(Rows rows, String target, String suffix, Quantity quantity) {
        return rows.growth(target, Inodes.EMPTY + suffix, Inodes.REMOVED + suffix).flatMap(more -> more.of(quantity))
                .map(bytes -> bytes / Numbers.MIB);
    }
}
