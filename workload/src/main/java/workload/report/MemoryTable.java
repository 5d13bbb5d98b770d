package workload.report;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Peak memory against the bytes stored: medians over the repetitions. */
final class MemoryTable {
    private MemoryTable() {}

    static Table of(List<MemoryUse.OfArm> memory) {
        return whose(memory).addColumns(
                mib("at mount, MiB", memory, MemoryUse::atMount), //
                mib("peak, MiB", memory, MemoryUse::peak), //
                mib("growth, MiB", memory, MemoryUse::growth), //
                mib("tree after build, MiB", memory, MemoryUse::treeBytes), //
                column("growth / tree", memory, use -> use.growth() / use.treeBytes()), //
                mib("anonymous at peak, MiB", memory, MemoryUse::anonAtPeak), //
                mib("file, MiB", memory, MemoryUse::fileAtPeak), //
                mib("shmem, MiB", memory, MemoryUse::shmemAtPeak));
    }

    /** The first columns of every table of memory. */
    static Table whose(List<MemoryUse.OfArm> memory) {
        StringColumn project = Columns.text("project");
        StringColumn target = Columns.text("target");
        DoubleColumn n = Columns.count("n");
        for (MemoryUse.OfArm of : memory) {
            project.append(of.project());
            target.append(of.arm().label());
            n.append(of.uses().size());
        }
        return Table.create(project, target, n);
    }

    static DoubleColumn mib(String name, List<MemoryUse.OfArm> memory, ToDoubleFunction<MemoryUse> bytes) {
        return column(name, memory, use -> bytes.applyAsDouble(use) / Numbers.MIB);
    }

    static DoubleColumn column(String name, List<MemoryUse.OfArm> memory,
            ToDoubleFunction<MemoryUse> quantity) {
        DoubleColumn column = Columns.measure(name);
        for (MemoryUse.OfArm of : memory) {
            Optional<Double> median = of.median(quantity);
            Columns.append(column, median.filter(Double::isFinite));
        }
        return column;
    }
}
