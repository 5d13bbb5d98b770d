package workload.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import tech.tablesaw.api.Table;
import workload.report.Block;
import workload.report.Numbers;
import workload.result.CorpusInfo;
import workload.result.Environment;

/** The experiment as a page: a function of its raw results. */
final class ExplainPage {
    private final Explanation explanation;
    private final Findings findings;
    private final ExplainCharts charts;
    private final ExplainTables tables;
    private final Comparisons comparisons;
    private final List<Block> blocks = new ArrayList<>();

    private ExplainPage(Explanation explanation, Path folder) {
        this.explanation = explanation;
        this.findings = Findings.of(explanation);
        this.charts = new ExplainCharts(folder, findings, explanation.corpus().project());
        this.tables = new ExplainTables(findings);
        this.comparisons = new Comparisons(findings);
    }

    static List<Block> of(Explanation explanation, Path folder) throws IOException {
        ExplainPage page = new ExplainPage(explanation, folder);
        page.addFinding();
        page.addModel();
        page.addInteractions();
        page.addEngines();
        page.addArms();
        page.addConditions();
        return page.blocks;
    }

    static String title(Explanation explanation) {
        return "Where the time of a clone goes: " + explanation.corpus().project() + ", run " + explanation.run();
    }

    private void addFinding() throws IOException {
        blocks.add(new Block.Heading(1, title(explanation)));
        blocks.add(new Block.Bullets(Verdict.of(findings, explanation)));
        addWarnings();
        if (findings.toOurs().isEmpty()) {
            return;
        }
        Waterfall way = findings.toOurs().get();
        blocks.add(charts.waterfall(way));
        section("From the original's way to MemFS, one factor at a time");
        text("The original's way: content=contiguous (every append allocates anew and copies the whole file), messages of"
                + " at most 4 KiB, security.capability asked before each write; git clones at both ends, and both speak"
                + " the kernel's protocol, as the original's library did. It is MemFS with these options, not the original"
                + " itself. The factors are changed in the order of the rows, so their costs add up to the whole"
                + " difference. Each round compares its own clones of the two arms: from the least to the most of them is the"
                + " measuring error.");
        table(tables.steps(way));
        Table orders = tables.orders();
        if (orders.rowCount() > 0) {
            text("What the same factors cost over all orders of changing them; the means add up to the whole difference"
                    + " too. Where the cheapest and the dearest order are apart, factors work on each other: that is no"
                    + " measuring error, which the rounds show.");
            table(orders);
        }
        if (findings.beyond().isPresent()) {
            section("From MemFS to tmpfs");
            table(tables.steps(findings.beyond().get()));
        }
    }

    /** What a reader must know before he believes a number. */
    private void addWarnings() {
        List<String> warnings = new ArrayList<>();
        Environment machine = explanation.environment();
        if (!machine.quiet()) {
            warnings.add("The machine was busy at the start: its load was " + Numbers.significant(machine.loadAverage())
                    + " on " + machine.cores() + " cores. The counts hold, the times are others' too.");
        }
        if (explanation.rounds() == 1) {
            warnings.add("Each arm was cloned once: there is no spread, and a difference may be chance.");
        }
        explanation.leftOut().forEach((arm, why) -> warnings.add("Left out: " + arm + ". " + why));
        if (findings.figures().values().stream().anyMatch(arm -> arm.basis() == Basis.CUT)) {
            warnings.add("CUT marks a time in which a clone that was ended by the cap of " + explanation.capSeconds()
                    + " s counts as that long: the arm takes at least this.");
        }
        if (findings.figures().values().stream().anyMatch(arm -> arm.basis() == Basis.EXTRAPOLATED)) {
            warnings.add(
                    "EXTRAPOLATED marks a time that nobody measured: every clone of the arm was ended by the cap of "
                            + explanation.capSeconds()
                            + " s, and a curve through shorter histories gives its time; min and max are of all curves that may be.");
        }
        long missing = explanation.planned().stream().filter(arm -> !findings.figures().containsKey(arm)).count();
        if (missing > 0) {
            warnings.add(missing + " of " + explanation.planned().size() + " arms have no time.");
        }
        if (!warnings.isEmpty()) {
            section("Notes");
            blocks.add(new Block.Bullets(warnings));
        }
    }

    private void addModel() throws IOException {
        section("What explains the time");
        Optional<CostModel> model = findings.model();
        if (model.isEmpty()) {
            text("There are too few clones yet to fit t = a + b messages + c bytes copied.");
            return;
        }
        text(howWell(model.get()));
        table(ExplainTables.coefficients(model.get()));
        charts.agreement(model.get()).ifPresent(blocks::add);
        findings.attribution().ifPresent(parts -> {
            text("The difference between the original's way and MemFS, from these coefficients and the counts of both"
                    + " ends:");
            table(ExplainTables.attribution(parts));
        });
    }

    private static String howWell(CostModel model) {
        CostModel.Misfit worst = model.fit().worst();
        return "The least squares of t = a + b messages + c bytes copied over " + model.fit().clones()
                + " clones, each residual relative to its time; a is an engine's own time. Worst arm: "
                + worst.arm().label() + ", " + Phrases.signedPercent(worst.share())
                + " (predicted less measured, of its time). R² is "
                + String.format(Locale.ROOT, "%.3f", model.fit().rSquared())
                + ", of squares of seconds, so the slow arms rule it. The standard errors are over clones, not arms: those of"
                + " one arm aren't independent, so the errors are too small. Clones through jnr aren't in it: their messages"
                + " aren't counted."
                + (model.tellsCopying()
                        ? ""
                        : " No two arms copied clearly different amounts, so that the model agrees with those that copied"
                                + " proves nothing of c.");
    }

    private void addInteractions() throws IOException {
        addContentAndWrites();
        addBulk();
        addTransports();
    }

    private void addContentAndWrites() throws IOException {
        List<List<Arm>> rows = Arms.contentAndWrites();
        if (shows(rows)) {
            section("Content and size of the pieces");
            text("A git clone by content, and by the most bytes of a write that reaches the server. Capabilities are asked"
                    + " for once.");
            blocks.add(charts.grid("content-and-writes", "git clone, by content and how writes reach the server", rows,
                    Arm::writesLabel, Arm::contentLabel));
            comparisons.beside(rows.getFirst(), rows.getLast(), Arm::contentLabel, Arm::writesLabel)
                    .ifPresent(this::text);
            comparisons.writeSizes(rows.getLast(), Arm::writesLabel).ifPresent(this::text);
        }
    }

    private void addBulk() throws IOException {
        List<List<Arm>> rows = Arms.bulkByContentAndWrites();
        if (shows(rows)) {
            section("The same bytes in writes of 1 MiB");
            text("What a clone leaves, copied file by file in writes of 1 MiB, which the mount cuts into pieces. Content"
                    + " null discards the data.");
            blocks.add(
                    charts.grid("bulk-content-and-writes", "Copy of a clone, by content and the most bytes of a write",
                            rows, Arm::writesLabel, Arm::contentLabel));
            comparisons.beside(rows.getFirst(), rows.get(1), Arm::contentLabel, Arm::writesLabel).ifPresent(this::text);
            comparisons.writeSizes(rows.get(1), Arm::writesLabel).ifPresent(this::text);
        }
    }

    private void addTransports() throws IOException {
        List<List<Arm>> rows = Arms.transportAndWrites();
        if (shows(rows)) {
            section("Transport and size of the pieces");
            text("Through jnr, libfuse 2 stands between the kernel and the server. security.capability is asked at each"
                    + " write on both: libfuse 2 knows no other way.");
            blocks.add(
                    charts.grid("transport-and-writes", "git clone, by transport and the most bytes of a write", rows,
                            Arm::writesLabel, Arm::transportLabel));
            comparisons.beside(rows.getLast(), rows.getFirst(), Arm::transportLabel, Arm::writesLabel)
                    .ifPresent(this::text);
            comparisons.throughJnr().ifPresent(this::text);
        }
    }

    private void addEngines() throws IOException {
        List<List<Arm>> rows = Arms.engines();
        if (shows(rows)) {
            section("What clones");
            text("git and JGit clone; bulk copies the files of a clone in writes of 1 MiB, so it has no pack to check and no"
                    + " server to wait for. Each is a workload of its own.");
            blocks.add(charts.grid("engines", "Clone by engine, at both ends", rows, arm -> Arm.lower(arm.engine()),
                    arm -> arm.content() == Arms.OURS.content() ? "MemFS" : "the original's way"));
            comparisons.writeSizes(rows.getLast(), arm -> Arm.lower(arm.engine())).ifPresent(this::text);
        }
    }

    private void addArms() {
        section("All arms");
        text("Engine, content, the most bytes of a message, when security.capability is asked, transport. Writes and GETXATTR"
                + " are those that reached the store, messages all that the kernel sent; of the clone with the median time.");
        table(tables.arms());
        Table troubled = ExplainTables.troubled(explanation.measurements());
        if (troubled.rowCount() > 0) {
            section("Cut and failed clones, and shorter histories");
            table(troubled);
        }
    }

    private void addConditions() {
        CorpusInfo corpus = explanation.corpus();
        Environment machine = explanation.environment();
        section("Conditions");
        List<String> items = new ArrayList<>(List.of(
                corpus.project() + " " + corpus.ref() + ", commit " + corpus.commit() + " from " + corpus.origin()
                        + " ("
                        + corpus.source() + "): " + Numbers.whole(corpus.commits()) + " commits, a pack of "
                        + Numbers.mib(corpus.bytes()) + " MiB, " + Numbers.whole(corpus.files()) + " files of "
                        + Numbers.mib(corpus.treeBytes()) + " MiB",
                explanation.rounds() + " rounds in the shuffled order of seed " + explanation.seed()
                        + ", a fresh file system for each clone, warmed up by a clone of one commit; clones over "
                        + explanation.capSeconds() + " s are cut",
                machine.os() + ", kernel " + machine.kernel() + ", " + machine.cpu() + ", " + machine.cores()
                        + " cores, " + machine.jdk(),
                machine.tools().getOrDefault("git", "no git") + ", JGit " + machine.tools().get("jgit")));
        for (Arm arm : List.of(Arms.ORIGINAL, Arms.OURS)) {
            Optional.ofNullable(explanation.targets().get(arm.label()))
                    .ifPresent(options -> items.add(arm.label() + ": " + options));
        }
        items.add("The options in force of every arm are in explain.json, with each clone as it was measured.");
        blocks.add(new Block.Bullets(items));
    }

    /** What was never planned isn't missing. */
    private boolean shows(List<List<Arm>> rows) {
        return explanation.planned().containsAll(rows.stream().flatMap(List::stream).toList()) && charts.has(rows);
    }

    private void section(String title) {
        blocks.add(new Block.Heading(2, title));
    }

    private void text(String text) {
        blocks.add(new Block.Paragraph(text));
    }

    private void table(Table table) {
        blocks.add(new Block.TableBlock(table));
    }
}
