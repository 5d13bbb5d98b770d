package workload.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The bounds that a MemFS server's memory has to keep, and whether the medians do, and of live bytes the most. */
final class MemoryBounds {
    static final String EXPLANATION = "The RSS of each MemFS server. It may grow from mount to its peak by 1.10 × the "
            + "bytes in the tree + 24 MiB; in the end, when the tree has been gone for as long as the column says, it may "
            + "be 24 MiB over what it was at mount, and no byte off the heap may be in use by files.";

    private static final double TREE_FACTOR = 1.10;
    private static final double CODE_AND_HEAP = 24 * Numbers.MIB;

    private final MemoryUse.OfArm of;

    private MemoryBounds(MemoryUse.OfArm of) {
        this.of = of;
    }

    /** Those of the servers. */
    static List<MemoryUse.OfArm> servers(List<MemoryUse.OfArm> memory) {
        return memory.stream().filter(of -> of.arm().isMemfs() && of.holds()).toList();
    }

    static Table table(List<MemoryUse.OfArm> servers) {
        StringColumn growthHolds = Columns.text("holds");
        StringColumn endHolds = Columns.text("holds in the end");
        DoubleColumn live = Columns.count("off-heap live after, bytes");
        for (MemoryUse.OfArm of : servers) {
            MemoryBounds bounds = new MemoryBounds(of);
            growthHolds.append(verdict(bounds.growthHolds()));
            endHolds.append(verdict(bounds.endHolds()));
            Columns.append(live, mostLive(of));
        }
        return MemoryTable.whose(servers).addColumns(
                MemoryTable.mib("at mount, MiB", servers, MemoryUse::atMount), //
                MemoryTable.mib("peak, MiB", servers, MemoryUse::peak), //
                MemoryTable.mib("growth, MiB", servers, MemoryUse::growth), //
                MemoryTable.mib("bound, MiB", servers, MemoryBounds::bound), //
                growthHolds, //
                MemoryTable.column("s after removal", servers, MemoryUse::secondsAfterRemove), //
                MemoryTable.mib("RSS then, MiB", servers, MemoryUse::heldAfterRemove), //
                MemoryTable.mib("over mount, MiB", servers, MemoryBounds::overMount), //
                live, endHolds);
    }

    /** A line for each server, for the end of a run. */
    static List<String> lines(List<MemoryUse.OfArm> servers) {
        return servers.stream().map(of -> new MemoryBounds(of).line()).toList();
    }

    private String line() {
        List<String> parts = new ArrayList<>();
        parts.add(of.project() + " on " + of.arm().label() + ": RSS " + mib(MemoryUse::atMount) + " MiB at mount, +"
                + mib(MemoryUse::growth) + " at its peak (bound " + mib(MemoryBounds::bound) + ": "
                + verdict(growthHolds()) + ")");
        if (endHolds().isPresent()) {
            parts.add(signed(of.median(MemoryBounds::overMount)) + " MiB " + text(MemoryUse::secondsAfterRemove)
                    + " s after the removal with " + live() + " live bytes off the heap (" + verdict(endHolds()) + ")");
        }
        parts.add("memory / tree " + text(use -> new Amplification(use).fixedShare()) + ", with what can be reclaimed "
                + text(use -> new Amplification(use).allShare()));
        return String.join("; ", parts);
    }

    private String live() {
        return mostLive(of).map(Numbers::whole).orElse(Numbers.NONE);
    }

    private static String signed(Optional<Double> bytes) {
        return bytes.map(b -> String.format(Locale.ROOT, "%+.1f", b / Numbers.MIB)).orElse(Numbers.NONE);
    }

    private String mib(ToDoubleFunction<MemoryUse> bytes) {
        return of.median(bytes).map(Numbers::mib).orElse(Numbers.NONE);
    }

    private String text(ToDoubleFunction<MemoryUse> quantity) {
        return of.median(quantity).map(Numbers::significant).orElse(Numbers.NONE);
    }

    private static double bound(MemoryUse use) {
        return TREE_FACTOR * use.treeBytes() + CODE_AND_HEAP;
    }

    private static double overMount(MemoryUse use) {
        return use.heldAfterRemove() - use.atMount();
    }

    private Optional<Boolean> growthHolds() {
        return of.median(use -> bound(use) - use.growth()).map(room -> room >= 0);
    }

    private Optional<Boolean> endHolds() {
        Optional<Double> live = mostLive(of);
        return of.median(MemoryBounds::overMount).flatMap(over -> live.map(l -> over <= CODE_AND_HEAP && l == 0));
    }

    /** Of all repetitions: a median would hide what leaks now and then. */
    private static Optional<Double> mostLive(MemoryUse.OfArm of) {
        return Stats.of(of.uses().stream().mapToDouble(MemoryUse::offHeapLiveAfterRemove).filter(v -> !Double.isNaN(v)))
                .map(Stats::max);
    }

    private static String verdict(Optional<Boolean> holds) {
        return holds.map(h -> h ? "yes" : "NO").orElse(Numbers.NONE);
    }
}
