package workload.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import workload.page.Columns;
import workload.page.FileLink;
import workload.page.Page;
import workload.report.memory.MemorySection;
import workload.result.Count;
import workload.result.Environment;
import workload.study.RunInfo;

/** The report of a study, section by section: the answer first, then what it rests on. */
record StudyPage(Path folder, Summary summary, RunComparisons comparisons, Original original) {
    /** What a reader may want to take along, in this order. */
    private static final List<FileLink> FILES = List.of(new FileLink("report/report.md", "this report as Markdown"),
            new FileLink("results.csv", "a row for each trial"),
            new FileLink("observations.jsonl", "every measurement, raw"),
            new FileLink("observations.csv", "the same, a row for each value"),
            new FileLink("trials.jsonl", "every trial, raw"), new FileLink("run.json", "settings and environment"),
            new FileLink("samples", "memory over time, a file for each trial"),
            new FileLink("ops", "the servers' statistics, a file for each trial"),
            new FileLink("writers", "writes by program and size"),
            new FileLink("manifests", "what each build left"), new FileLink("logs", "of the builds"));

    Page page() throws IOException {
        // Finding and notes stand above all else but follow from everything that was read below.
        Page body = body();
        Page rest = rest();
        Page notes = notes();
        return new Page(folder).title(title(summary.data().info()))
                .finding(new Finding(comparisons).sentences()).text(head()).text(machine())
                .add(body).add(notes).add(rest);
    }

    static String title(RunInfo info) {
        return "MemFS Study: " + String.join(", ", info.projects()) + ", run " + info.id();
    }

    private String head() {
        RunInfo info = summary.data().info();
        int good = summary.data().trials().size() - summary.failed().size();
        String jobs = info.jobs().stream().map(String::valueOf).collect(Collectors.joining(", "));
        int trials = Math.max(info.planned(), summary.data().trials().size());
        return good + " of " + Count.of(trials, "trial") + " OK and validated: "
                + Count.of(info.projects().size(), "project") + " on " + Count.of(info.targets().size(), "target")
                + " ("
                + String.join(", ", info.targets()) + "), " + repetitions(info) + ", cloned by "
                + String.join(", ", info.cloneEngines())
                + (info.jobs().size() > 1 ? ", built by " + jobs + " jobs" : "") + ".";
    }

    private String machine() {
        Environment machine = summary.data().info().environment();
        return "Machine: " + machine.cpu() + ", " + Count.of(machine.cores(), "core") + "; " + machine.os()
                + ", kernel "
                + machine.kernel() + ".";
    }

    private static String repetitions(RunInfo info) {
        return (info.until() == null ? "" : "at least ") + Count.of(info.repetitions(), "repetition");
    }

    private Page notes() {
        Page page = new Page(folder);
        List<String> notes = new ArrayList<>(Notes.of(summary));
        notes.addAll(new RoundNotes(comparisons).lines());
        if (!summary.failed().isEmpty()) {
            page.section("Failed trials")
                    .openTable(new Columns<>(summary.failed())
                            .text("project", trial -> trial.key().project())
                            .text("target", summary::label).count("repetition", trial -> trial.key().repetition())
                            .text("outcome", trial -> trial.outcome().name())
                            .text("message", trial -> trial.message()).text(Columns.LINK, trial -> trial.logFile())
                            .table());
        }
        if (!notes.isEmpty()) {
            page.section("Notes").bullets(notes);
        }
        new MachineSection(summary).add(page);
        return page;
    }

    private Page body() throws IOException {
        Page page = new Page(folder);
        if (summary.data().trials().isEmpty()) {
            return page.text("No trial is recorded in this run yet.");
        }
        new RatioSection(comparisons).add(page);
        new TimesSection(summary, original).add(page);
        new MemorySection(summary).add(page);
        LedgerSection.of(summary).add(page);
        new ScalingSection(summary).add(page);
        return page;
    }

    private Page rest() throws IOException {
        Page page = new Page(folder);
        if (!summary.data().trials().isEmpty()) {
            TreeTable.add(summary, page);
            new BuiltFiles(summary).add(page);
            ServerSection.add(summary, page);
        }
        new WriterSection(summary).add(page);
        new ConditionsSection(summary).add(page);
        Path run = summary.data().folder();
        return page.section("Raw files").files(FILES.stream()
                .filter(file -> file.path().startsWith("report/") || Files.exists(run.resolve(file.path()))).toList());
    }
}
