package benchmarks.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.report.Block;
import workload.report.Columns;
import workload.report.HtmlWriter;
import workload.report.MarkdownWriter;
import workload.report.Numbers;
import workload.result.Environment;
import workload.result.ResultStore;

/** The run as a page: its conditions, what failed, and a section for each experiment. */
final class MemoryPage {
    private final Conditions conditions;
    private final Path folder;
    private final List<Block> blocks = new ArrayList<>();

    private MemoryPage(Conditions conditions, Path folder) {
        this.conditions = conditions;
        this.folder = folder;
    }

    /** Writes {@code report.md}, {@code index.html} and the charts. */
    static void write(Path folder, Conditions conditions, Map<Experiment, List<Measurement>> measurements)
            throws IOException {
        MemoryPage page = new MemoryPage(conditions, folder);
        page.addHead();
        page.addFailures();
        for (Map.Entry<Experiment, List<Measurement>> entry : measurements.entrySet()) {
            page.blocks.add(new Block.Heading(2, entry.getKey().toString()));
            page.blocks.addAll(Section.of(entry.getKey()).blocks(new Rows(entry.getValue()), folder));
        }
        ResultStore.replace(folder.resolve("report.md"), MarkdownWriter.write(page.blocks));
        ResultStore.replace(folder.resolve("index.html"), HtmlWriter.write(page.title(), page.blocks));
    }

    private String title() {
        return "Memory experiments, " + conditions.run();
    }

    private void addHead() {
        Environment machine = conditions.environment();
        blocks.add(new Block.Heading(1, title()));
        blocks.add(
                new Block.Paragraph(
                        "What each figure is, and how it can mislead: docs/memory-experiments.md. The raw rows are in"
                                + " the CSV files beside this page. A file system made afresh, and its own server, for each experiment."));
        List<String> items = new ArrayList<>(
                List.of(machine.os() + ", kernel " + machine.kernel() + ", " + machine.cpu()
                        + ", " + machine.cores() + " cores, " + Numbers.significant(machine.memoryBytes() / Numbers.MIB)
                        + " MiB of memory"));
        if (!machine.quiet()) {
            items.add("The machine was busy at the start (load " + Numbers.significant(machine.loadAverage())
                    + "): times, and what the kernel holds, are others' too.");
        }
        if (conditions.scale().quick()) {
            items.add("A quick run: a fraction of the files and bytes.");
        }
        if (conditions.scale().divisor() > 1) {
            items.add("Only 1/" + conditions.scale().divisor() + " of the work was done.");
        }
        conditions.targets().forEach((name, mount) -> items.add(name + ": " + mount.fileSystemType() + " "
                + mount.mountOptions() + (mount.negotiated().isEmpty() ? "" : " " + mount.negotiated())));
        blocks.add(new Block.Bullets(items));
    }

    private void addFailures() {
        if (conditions.failures().isEmpty()) {
            return;
        }
        StringColumn experiment = Columns.text("experiment");
        StringColumn target = Columns.text("target");
        StringColumn message = Columns.text("what went wrong");
        StringColumn log = Columns.text("log");
        for (Failure failure : conditions.failures()) {
            experiment.append(failure.experiment().toString());
            target.append(failure.target());
            message.append(failure.message());
            log.append(failure.log());
        }
        blocks.add(new Block.Heading(2, "Failed"));
        blocks.add(new Block.TableBlock(Table.create(experiment, target, message, log)));
    }
}
