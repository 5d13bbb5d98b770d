package workload.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import workload.page.Columns;
import workload.page.Numbers;
import workload.page.Page;
import workload.result.Count;
import workload.result.Environment;
import workload.result.FailedWork;

/** Writes the page of memory experiments from their raw files: conditions, what failed, a section for each experiment. */
public final class MemoryReport {
    private static final List<String> EXPERIMENTS = List.of("inodes", "sparse", "churn", "fragmentation", "contiguous");
    private final Path folder;
    private final MemoryConditions conditions;

    private MemoryReport(Path folder, MemoryConditions conditions) {
        this.folder = folder;
        this.conditions = conditions;
    }

    /** Whether a folder holds results of memory experiments. */
    public static boolean isIn(Path folder) throws IOException {
        return MemoryStore.isIn(folder);
    }

    /** Draws {@code index.html}, {@code report.md} and the charts; returns the former. */
    public static Path write(Path folder) throws IOException {
        MemoryReport report = new MemoryReport(folder, MemoryStore.read(folder));
        return report.page().write(report.title());
    }

    private String title() {
        return "Memory experiments, " + conditions.run();
    }

    private Page page() throws IOException {
        Page page = new Page(folder).title(title())
                .finding(EXPERIMENTS.stream().filter(conditions.readings()::containsKey)
                        .flatMap(of -> ExperimentSection.of(of, conditions.readings().get(of)).finding().stream())
                        .toList())
                .text("What each figure is, and how it can mislead: docs/memory-experiments.md. The raw rows are in"
                        + " observations.csv beside this page. A file system made afresh, and its own server, for each experiment.")
                .bullets(items());
        if (!conditions.failures().isEmpty()) {
            page.section("Failed")
                    .table(new Columns<>(conditions.failures()).text("experiment", FailedWork::work)
                            .text("target", FailedWork::target).text("what went wrong", FailedWork::message)
                            .text(Columns.LINK, FailedWork::log).table());
        }
        for (String experiment : EXPERIMENTS) {
            List<Reading> rows = conditions.readings().get(experiment);
            if (rows != null) {
                page.section(experiment);
                ExperimentSection.of(experiment, rows).add(page);
            }
        }
        return page.section("Targets as mounted").bullets(conditions.targets().entrySet().stream()
                .map(target -> target.getValue().describe(target.getKey())).toList());
    }

    private List<String> items() {
        Environment machine = conditions.environment();
        List<String> items = new ArrayList<>(List.of(machine.os() + ", kernel " + machine.kernel() + ", "
                + machine.cpu() + ", " + Count.of(machine.cores(), "core") + ", " + Numbers.mib(machine.memoryBytes())
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
        return items;
    }
}
