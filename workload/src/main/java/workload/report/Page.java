package workload.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;
import tools.jackson.databind.JsonNode;
import workload.result.PhaseName;
import workload.result.RunInfo;
import workload.result.Trial;

/** Puts the report together, section by section. */
final class Page {
    private final Summary summary;
    private final Charts charts;
    private final Original original;
    private final List<Block> blocks = new ArrayList<>();

    private Page(Summary summary, Charts charts, Original original) {
        this.summary = summary;
        this.charts = charts;
        this.original = original;
    }

    static List<Block> of(Summary summary, Charts charts, Original original) throws IOException {
        Page page = new Page(summary, charts, original);
        page.addHead();
        if (summary.data().trials().isEmpty()) {
            page.text("No trial is recorded in this run yet.");
        } else {
            page.addTimes();
            page.addPairs();
            page.blocks.addAll(ScalingSection.of(summary, charts));
            page.blocks.addAll(MemorySection.of(summary, charts));
            page.addTrees();
            page.blocks.addAll(BuiltFiles.of(summary));
            page.addServers();
        }
        page.blocks.addAll(WriterSection.of(summary, charts));
        page.addConditions();
        page.addNotes();
        return page.blocks;
    }

    static String title(RunInfo info) {
        return "MemFS Study: " + String.join(", ", info.projects()) + ", run " + info.id();
    }

    private void addHead() {
        RunInfo info = summary.data().info();
        blocks.add(new Block.Heading(1, title(info)));
        int good = summary.data().trials().size() - summary.failed().size();
        text(good + " of " + plural(info.planned(), "trial") + " OK and validated: "
                + plural(info.projects().size(), "project") + " on " + plural(info.targets().size(), "target") + " ("
                + String.join(", ", info.targets()) + "), " + plural(info.repetitions(), "repetition") + ", cloned by "
                + String.join(", ", info.cloneEngines()) + (info.jobs().size() > 1
                        ? ", built by "
                                + info.jobs().stream().map(String::valueOf).collect(Collectors.joining(", ")) + " jobs"
                        : "")
                + ".");
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Above all else, but written last: what is missing shows only when everything was read. */
    private void addNotes() {
        List<String> notes = Notes.of(summary);
        int at = 2;
        if (!notes.isEmpty()) {
            blocks.add(at++, new Block.Heading(2, "Notes"));
            blocks.add(at++, new Block.Bullets(notes));
        }
        if (!summary.failed().isEmpty()) {
            blocks.add(at++, new Block.Heading(2, "Failed trials"));
            blocks.add(at, new Block.TableBlock(FailureTable.of(summary)));
        }
    }

    private void addTimes() throws IOException {
        section("Times");
        text("Medians of wall time over the trials that are OK; min and max are the least and the greatest repetition. "
                + "The ratios are to the medians of the disk and of tmpfs. A clone by JGit is another workload than one by git: compare "
                + "only what was cloned alike. Server CPU is the user and system time of the MemFS server during the "
                + "phase, in steps of 10 ms, messages what the kernel sent it meanwhile; both are read outside of the "
                + "timing, and are medians too.");
        charts.times(PhaseName.CLONE, "Clone time").ifPresent(blocks::add);
        charts.ratios(PhaseName.CLONE, "Clone time as a multiple of the disk's").ifPresent(blocks::add);
        charts.times(PhaseName.BUILD, "Build time").ifPresent(blocks::add);
        charts.ratios(PhaseName.BUILD, "Build time as a multiple of the disk's").ifPresent(blocks::add);
        for (PhaseName phase : PhaseName.values()) {
            if (summary.has(phase)) {
                subsection(heading(phase));
                table(TimeTable.of(phase, summary, original));
            }
        }
        text("The original: " + original.source());
    }

    private void addPairs() {
        Table pairs = PairedTable.of(summary);
        if (pairs.rowCount() > 0) {
            section("Paired ratios");
            text(PairedTable.EXPLANATION);
            table(pairs);
        }
    }

    private static String heading(PhaseName phase) {
        return switch (phase) {
            case CLONE -> "Clone";
            case STAT_CLONE_COLD -> "Stat of every file after the clone, cold";
            case STAT_CLONE_WARM -> "Stat of every file after the clone, warm";
            case BUILD -> "Build";
            case STAT_BUILD_COLD -> "Stat of every file after the build, cold";
            case STAT_BUILD_WARM -> "Stat of every file after the build, warm";
            case REMOVE -> "Remove";
        };
    }

    private void addTrees() {
        section("Same tree on every target");
        text("Each trial that is OK against the disk's first (or the first there is): the Git tree of the files must be "
                + "the corpus's, and the counts and bytes must agree.");
        table(TreeTable.of(summary));
    }

    private void addServers() throws IOException {
        int start = blocks.size();
        for (String project : summary.projects()) {
            for (Arm arm : summary.arms()) {
                Optional<Trial> trial = summary.good(project, arm).stream().filter(t -> t.opsFile() != null)
                        .findFirst();
                if (trial.isPresent()) {
                    addServer(project + " on " + arm.label(), trial.get());
                }
            }
        }
        if (blocks.size() > start) {
            blocks.add(start, new Block.Heading(2, "What the servers were asked"));
        }
    }

    private void addServer(String what, Trial trial) throws IOException {
        JsonNode statistics = summary.data().statistics(trial);
        List<Table> tables = Stream.of(MessageTable.of(trial), OperationTables.operations(statistics),
                OperationTables.sizes(statistics)).filter(table -> table.rowCount() > 0).toList();
        if (!tables.isEmpty()) {
            subsection(what + ", repetition " + trial.key().repetition());
            tables.forEach(this::table);
        }
    }

    private void addConditions() {
        RunInfo info = summary.data().info();
        section("Projects");
        table(CorpusTables.projects(info.corpora()));
        text("Bytes and files of the pinned tree; lines in its C, C++, header, assembler, yacc and lex files.");
        table(CorpusTables.origins(info.corpora()));
        section("Environment");
        table(EnvironmentTables.run(info));
        table(EnvironmentTables.targets(summary));
    }

    private void section(String title) {
        blocks.add(new Block.Heading(2, title));
    }

    private void subsection(String title) {
        blocks.add(new Block.Heading(3, title));
    }

    private void text(String text) {
        blocks.add(new Block.Paragraph(text));
    }

    private void table(Table table) {
        if (table.rowCount() > 0) {
            blocks.add(new Block.TableBlock(table));
        }
    }
}
