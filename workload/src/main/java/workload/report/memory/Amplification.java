package workload.report.memory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import tech.tablesaw.api.Table;
import workload.report.Summary;
import workload.study.CacheSize;
import workload.study.MemorySample;
import workload.study.PhaseName;

/**
 * What a trial's file system took of the memory when the build had just ended; every figure in bytes, NaN where a part of
 * it wasn't measured.
 */
record Amplification(MemoryUse use) {
    static final String EXPLANATION = "Amplification is the memory that a target takes when the build has just ended, "
            + "divided by the bytes in the tree (apparent sizes). \"Fixed\" can't be reclaimed: the server's anonymous "
            + "and shared memory and the tree's dirty page cache; of a tmpfs its bytes; of a disk its dirty page cache. "
            + "\"All\" adds what the kernel may take back: the server's file pages and the tree's clean page cache. Both "
            + "count from zero, so a server that holds nothing yet shows what it took at mount; \"grown\" is the same "
            + "less what there was at mount. The kernel's inodes and dentries are in neither. Medians over the "
            + "repetitions.";

    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

    static Table table(List<MemoryUse.OfArm> memory) {
        return MemorySection.columns(memory).measure("tree, MiB", MemorySection.mib(MemoryUse::treeBytes))
                .measure("fixed, MiB", MemorySection.mib(use -> new Amplification(use).fixed()))
                .measure("fixed / tree", median(Amplification::fixedShare))
                .measure("grown fixed / tree", median(Amplification::grownFixedShare))
                .measure("page cache of the tree, MiB", MemorySection.mib(use -> new Amplification(use).cached()))
                .measure("all, MiB", MemorySection.mib(use -> new Amplification(use).all()))
                .measure("all / tree", median(Amplification::allShare))
                .measure("grown all / tree", median(Amplification::grownAllShare)).table();
    }

    private static Function<MemoryUse.OfArm, Optional<Double>> median(ToDoubleFunction<Amplification> share) {
        return MemorySection.median(use -> share.applyAsDouble(new Amplification(use)));
    }

    double fixedShare() {
        return fixed() / use.treeBytes();
    }

    double allShare() {
        return all() / use.treeBytes();
    }

    private double grownFixedShare() {
        return (fixed() - fixedAtMount()) / use.treeBytes();
    }

    private double grownAllShare() {
        return (all() - allAtMount()) / use.treeBytes();
    }

    private double fixed() {
        if (isInMemory()) {
            return storedInMemory();
        }
        return server(sample -> sample.rssAnonBytes() + sample.rssShmemBytes()) + dirty();
    }

    private double all() {
        return isInMemory() ? storedInMemory() : server(MemorySample::rssBytes) + cached();
    }

    private double fixedAtMount() {
        MemorySample first = use.samples().getFirst();
        return isInMemory() ? use.atMount() : first.rssAnonBytes() + first.rssShmemBytes();
    }

    private double allAtMount() {
        return isInMemory() ? use.atMount() : use.samples().getFirst().rssBytes();
    }

    /** The target tmpfs, and a "disk" that is none. */
    private boolean isInMemory() {
        return IN_MEMORY.contains(use.trial().settings().fileSystemType());
    }

    /** What tmpfs counts itself, or its pages where it wasn't asked; both are the same memory. */
    private double storedInMemory() {
        double counted = use.afterBuild().map(s -> (double) s.fileSystemBytes()).orElse(Double.NaN);
        return counted > 0 ? counted : cached();
    }

    /** A part of the server's memory, 0 where there is no server. */
    private double server(ToLongFunction<MemorySample> part) {
        return use.afterBuild().map(s -> (double) part.applyAsLong(s)).orElse(Double.NaN);
    }

    private double cached() {
        return cache(CacheSize::cachedBytes);
    }

    private double dirty() {
        return cache(CacheSize::dirtyBytes);
    }

    private double cache(ToLongFunction<CacheSize> part) {
        return use.trial().phase(PhaseName.BUILD).map(phase -> phase.cache())
                .map(cache -> (double) part.applyAsLong(cache)).orElse(Double.NaN);
    }
}
