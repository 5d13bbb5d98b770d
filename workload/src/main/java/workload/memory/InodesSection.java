package workload.memory;

import static workload.memory.Steps.COLLECTED;
import static workload.memory.Steps.CREATED;
import static workload.memory.Steps.EMPTY;
import static workload.memory.Steps.REMOVED;

import java.util.List;
import java.util.Optional;

import workload.page.Columns;
import workload.page.Numbers;
import workload.page.Page;

/** Bytes for each empty file, and what is left of them afterwards. */
record InodesSection(Readings readings) implements ExperimentSection {
    @Override
    public void add(Page page) {
        List<Reading> created = readings.targets().stream().flatMap(of -> readings.first(of, CREATED).stream())
                .toList();
        page.text("Empty files in directories of " + Scale.FILES_PER_DIRECTORY
                + ". Live: heap used after a full collection and the blocks in use, less the same when empty, less the "
                + "bytes of the names, for each file; the directories are in it. RSS is as it was before that "
                + "collection. Kernel slabs are what the kernel's own dentries and inodes took (SReclaimable and "
                + "SUnreclaim, machine-wide): a tmpfs is nothing else, and FUSE needs them too.")
                .table(new Columns<>(created).text("target", Reading::target).count("files", Reading::count)
                        .measure("name, B each", row -> (double) row.bytes() / row.count())
                        .measure("live beyond the names, B each", row -> collected(row).flatMap(more -> more
                                .sum(Quantity.HEAP_USED, Quantity.OFF_HEAP_LIVE)
                                .map(bytes -> (bytes - row.bytes()) / row.count())))
                        .measure("heap, B each", row -> each(collected(row), row, Quantity.HEAP_USED)).ifAny()
                        .measure("off heap, B each", row -> each(collected(row), row, Quantity.OFF_HEAP_LIVE)).ifAny()
                        .measure("RSS, B each", row -> each(grown(row), row, Quantity.RSS)).ifAny()
                        .measure("RssAnon, B each", row -> each(grown(row), row, Quantity.RSS_ANON)).ifAny()
                        .measure("kernel slabs, B each", row -> grown(row).flatMap(more -> more
                                .sum(Quantity.SLAB_RECLAIMABLE, Quantity.SLAB_UNRECLAIMABLE))
                                .map(bytes -> bytes / row.count()))
                        .ifAny()
                        .measure("heap after removal, MiB more", row -> left(row, COLLECTED, Quantity.HEAP_USED))
                        .ifAny()
                        .measure("RSS after removal, MiB more", row -> left(row, "", Quantity.RSS)).ifAny().table());
    }

    @Override
    public Optional<String> finding() {
        return readings.subject().flatMap(target -> readings.first(target, CREATED))
                .flatMap(row -> each(grown(row), row, Quantity.RSS).map(bytes -> "An empty file takes "
                        + Numbers.significant(bytes) + " bytes of RSS on " + row.target() + ", mean of "
                        + Numbers.whole(row.count()) + "."));
    }

    private Optional<Figures> grown(Reading created) {
        return readings.growth(created.target(), EMPTY, CREATED);
    }

    private Optional<Figures> collected(Reading created) {
        return readings.growth(created.target(), EMPTY + COLLECTED, CREATED + COLLECTED);
    }

    private static Optional<Double> each(Optional<Figures> more, Reading created, Quantity quantity) {
        return more.flatMap(figures -> figures.of(quantity)).map(bytes -> bytes / created.count());
    }

    private Optional<Double> left(Reading created, String suffix, Quantity quantity) {
        return readings.growth(created.target(), EMPTY + suffix, REMOVED + suffix).flatMap(more -> more.of(quantity))
                .map(bytes -> bytes / Numbers.MIB);
    }
}
