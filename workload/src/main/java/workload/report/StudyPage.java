package workload.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import workload.page.Columns;
import workload.page.Page;
import workload.study.RunInfo;

/** The report of a study, section by section. */
record StudyPage(Path folder, Summary summary, RunComparisons comparisons, Original original) {
    Page page() throws IOException {
        // The notes stand above all else but follow from everything that was read below.
        Page body = body();
        return new Page(folder).title(title(summary.data().info())).text(head()).add(notes()).add(body);
    }

    static String title(RunInfo info) {
        return "MemFS Study: " + String.join(", ", info.projects()) + ", run " + info.id();
    }

    private String head() {
        RunInfo info = summary.data().info();
        int good = summary.data().trials().size() - summary.failed().size();
        String jobs = info.jobs().stream().map(String::valueOf).collect(Collectors.joining(", "));
        int trials = Math.max(info.planned(), summary.data().trials().size());
        return good + " of " + plural(trials, "trial") + " OK and validated: "
                + plural(info.projects().size(), "project") + " on " + plural(info.targets().size(), "target") + " ("
                + String.join(", ", info.targets()) + "), " + repetitions(info) + ", cloned by "
                + String.join(", ", info.cloneEngines())
                + (info.jobs().size() > 1 ? ", built by " + jobs + " jobs" : "") + ".";
    }

    private static String repetitions(RunInfo info) {
        return (info.until() == null ? "" : "at least ") + plural(info.repetitions(), "repetition");
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private Page notes() {
        Page page = new Page(folder);
        List<String> notes = new ArrayList<>(Notes.of(summary));
        notes.addAll(new RoundNotes(comparisons).lines());
        if (!notes.isEmpty()) {
            page.section("Notes").bullets(notes);
        }
        if (!summary.failed().isEmpty()) {
            page.section("Failed trials")
                    .table(new Columns<>(summary.failed()).text("project", trial -> trial.key().project())
                            .text("target", summary::label).count("repetition", trial -> trial.key().repetition())
                            .text("outcome", trial -> trial.outcome().name())
                            .text("message", trial -> trial.message()).text(Columns.LINK, trial -> trial.logFile())
                            .table());
        }
        return page;
    }

    private Page body() throws IOException {
        Page page = new Page(folder);
        if (summary.data().trials().isEmpty()) {
            page.text("No trial is recorded in this run yet.");
        } else {
            new TimesSection(summary, original).add(page);
            new PairedTable(comparisons).add(page);
            new ScalingSection(summary).add(page);
            new MemorySection(summary).add(page);
            TreeTable.add(summary, page);
            new BuiltFiles(summary).add(page);
            ServerSection.add(summary, page);
        }
        new WriterSection(summary).add(page);
        new ConditionsSection(summary).add(page);
        return page;
    }
}
