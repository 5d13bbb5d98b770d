package workload.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.Table;
import workload.result.MachineMemory;
import workload.result.MemorySample;

/** How the caches of the whole machine grew from a trial's start to the end of its build. */
final class KernelTable {
    static final String EXPLANATION = "The machine's own figures (/proc/meminfo), less those at mount, when the build has "
            + "just ended: of the whole machine, so that compilers, headers and whatever else ran are in them. \"Slab\" "
            + "holds the inodes and dentries, which a server's files take as well as a disk's.";

    private KernelTable() {}

    /** Without rows where the machine wasn't sampled. */
    static Table of(List<MemoryUse.OfArm> memory) {
        List<MemoryUse.OfArm> sampled = memory.stream()
                .filter(of -> of.median(grown(MachineMemory::cachedBytes)).isPresent()).toList();
        return MemoryTable.whose(sampled).addColumns(
                MemoryTable.mib("page cache and shmem, MiB", sampled, grown(MachineMemory::cachedBytes)), //
                MemoryTable.mib("of it shmem, MiB", sampled, grown(MachineMemory::shmemBytes)), //
                MemoryTable.mib("dirty, MiB", sampled, grown(MachineMemory::dirtyBytes)), //
                MemoryTable.mib("slab, MiB", sampled, grown(MachineMemory::slabBytes)));
    }

    private static ToDoubleFunction<MemoryUse> grown(ToLongFunction<MachineMemory> part) {
        return use -> use.afterBuild().map(MemorySample::machine)
                .map(machine -> (double) part.applyAsLong(machine)
                        - part.applyAsLong(use.samples().getFirst().machine()))
                .orElse(Double.NaN);
    }
}
