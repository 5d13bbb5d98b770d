package workload.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;
import workload.result.ServerMemory;

/** The report's section on memory. */
final class MemorySection {
    private final List<Block> blocks = new ArrayList<>();

    private MemorySection() {}

    static List<Block> of(Summary summary, Charts charts) throws IOException {
        List<MemoryUse.OfArm> memory = MemoryUse.read(summary);
        List<MemoryUse.OfArm> holders = memory.stream().filter(MemoryUse.OfArm::holds).toList();
        MemorySection section = new MemorySection();
        section.blocks.add(new Block.Heading(2, "Memory"));
        if (holders.isEmpty()) {
            section.text("No target of this run has memory of its own that was sampled.");
        } else {
            section.addGrowth(holders, charts);
        }
        section.addTable("Amplification", Amplification.EXPLANATION, Amplification.table(memory));
        section.addServers(MemoryBounds.servers(memory), charts);
        section.addAfterRemove(holders, charts);
        section.addTable("The machine's caches", KernelTable.EXPLANATION, KernelTable.of(memory));
        return section.blocks;
    }

    private void addGrowth(List<MemoryUse.OfArm> holders, Charts charts) throws IOException {
        blocks.addAll(charts.memory(holders));
        text("Growth is the peak less what was held before the first phase: the RSS of the mounted server, or what the "
                + "tmpfs held. Medians over the repetitions.");
        blocks.add(new Block.TableBlock(MemoryTable.of(holders)));
    }

    private void addServers(List<MemoryUse.OfArm> servers, Charts charts) throws IOException {
        addTable("Bounds", MemoryBounds.EXPLANATION, MemoryBounds.table(servers));
        List<MemoryUse.OfArm> told = servers.stream().filter(of -> !of.typical().points(ServerMemory::heapUsedBytes)
                .isEmpty()).toList();
        addTable("Where a server's memory is", "The greatest of what each server told of itself, once a second: its "
                + "heap, garbage included, and what it took from the system for it; and the pages off the heap, in use by "
                + "files and taken from the system.", serverTable(told));
        blocks.addAll(charts.servers(told));
    }

    private static Table serverTable(List<MemoryUse.OfArm> told) {
        return MemoryTable.whose(told).addColumns(
                MemoryTable.mib("heap used, MiB", told, use -> use.greatest(ServerMemory::heapUsedBytes)), //
                MemoryTable.mib("heap committed, MiB", told, use -> use.greatest(ServerMemory::heapCommittedBytes)), //
                MemoryTable.mib("off-heap live, MiB", told, use -> use.greatest(ServerMemory::offHeapLiveBytes)), //
                MemoryTable.mib("off-heap reserved, MiB", told,
                        use -> use.greatest(ServerMemory::offHeapReservedBytes)));
    }

    private void addAfterRemove(List<MemoryUse.OfArm> holders, Charts charts) throws IOException {
        List<Block.Figure> figures = charts.afterRemove(holders);
        if (!figures.isEmpty()) {
            blocks.add(new Block.Heading(3, "After the tree is removed"));
            blocks.addAll(figures);
        }
    }

    private void addTable(String title, String explanation, Table table) {
        if (table.rowCount() > 0) {
            blocks.add(new Block.Heading(3, title));
            text(explanation);
            blocks.add(new Block.TableBlock(table));
        }
    }

    private void text(String text) {
        blocks.add(new Block.Paragraph(text));
    }
}
