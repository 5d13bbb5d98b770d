package workload.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.page.Ink;
import workload.page.BarChart;
import workload.page.LineChart;
import workload.page.Numbers;
import workload.page.Page;
import workload.page.WaterfallChart;
import workload.result.CorpusInfo;
import workload.result.Count;
import workload.result.Environment;

/** The experiment as a page: a function of its raw results. */
final class ExplainPage {
    private static final String SECONDS = "Clone time in seconds";
    private static final String WAY = "The original's way: content=contiguous (every append allocates anew and copies the whole file), messages of"
            + " at most 4 KiB, security.capability asked before each write; git clones at both ends, and both speak"
            + " the kernel's protocol, as the original's library did. It is MemFS with these options, not the original"
            + " itself. The factors are changed in the order of the rows, so their costs add up to the whole"
            + " difference. Each round compares its own clones of the two arms: from the least to the most of them is the"
            + " measuring error.";
    private static final String ORDERS = "What the same factors cost over all orders of changing them; the means add up to the whole difference"
            + " too. Where the cheapest and the dearest order are apart, factors work on each other: that is no"
            + " measuring error, which the rounds show.";
    /** Sentences of the verdict that answer the question. */
    private static final int ANSWER = 2;
    private final Explanation explanation;
    private final Findings findings;
    private final Comparisons comparisons;
    private final ExplainTables tables;
    private final Page page;

    private ExplainPage(Explanation explanation, Path folder) {
        this.explanation = explanation;
        this.findings = Findings.of(explanation);
        this.comparisons = new Comparisons(findings);
        this.tables = new ExplainTables(findings);
        this.page = new Page(folder);
    }

    static Page of(Explanation explanation, Path folder) throws IOException {
        ExplainPage page = new ExplainPage(explanation, folder);
        page.addFinding();
        page.addModel();
        page.addInteractions();
        page.addArms();
        page.addConditions();
        return page.page;
    }

    static String title(Explanation explanation) {
        return "Where the time of a clone goes: " + explanation.corpus().project() + ", run " + explanation.run();
    }

    private void addFinding() throws IOException {
        List<String> verdict = Verdict.of(findings, explanation);
        int first = Math.min(ANSWER, verdict.size());
        page.title(title(explanation)).finding(verdict.subList(0, first))
                .bullets(verdict.subList(first, verdict.size()));
        List<String> warnings = warnings();
        if (!warnings.isEmpty()) {
            page.section("Notes").bullets(warnings);
        }
        if (findings.toOurs().isEmpty()) {
            return;
        }
        Waterfall way = findings.toOurs().get();
        addWaterfall(way);
        page.section("From the original's way to MemFS, one factor at a time").text(WAY).table(tables.steps(way));
        if (findings.orders(Factor.COPYING).isPresent()) {
            page.text(ORDERS).table(tables.orders());
        }
        findings.beyond().ifPresent(beyond -> page.section("From MemFS to tmpfs").table(tables.steps(beyond)));
    }

    /** What a reader must know before he believes a number. */
    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Environment machine = explanation.environment();
        if (!machine.quiet()) {
            warnings.add("The machine was busy at the start: its load was " + Numbers.significant(machine.loadAverage())
                    + " on " + Count.of(machine.cores(), "core") + ". The counts hold, the times are others' too.");
        }
        if (explanation.rounds() == 1) {
            warnings.add("Each arm was cloned once: there is no spread, and a difference may be chance.");
        }
        explanation.leftOut().forEach((arm, why) -> warnings.add("Left out: " + arm + ". " + why));
        if (has(Basis.CUT)) {
            warnings.add("CUT marks a time in which a clone that was ended by the cap of " + explanation.capSeconds()
                    + " s counts as that long: the arm takes at least this.");
        }
        if (has(Basis.EXTRAPOLATED)) {
            warnings.add(
                    "EXTRAPOLATED marks a time that nobody measured: every clone of the arm was ended by the cap of "
                            + explanation.capSeconds()
                            + " s, and a curve through shorter histories gives its time; min and max are of all curves that may be.");
        }
        long missing = explanation.planned().stream().filter(arm -> !findings.figures().containsKey(arm)).count();
        if (missing > 0) {
            warnings.add(missing + " of " + explanation.planned().size() + " arms have no time.");
        }
        return warnings;
    }

    private boolean has(Basis basis) {
        return findings.figures().values().stream().anyMatch(arm -> arm.basis() == basis);
    }

    private void addWaterfall(Waterfall way) throws IOException {
        List<WaterfallChart.Bar> bars = new ArrayList<>(List.of(standing("original's way", way.first())));
        addSteps(bars, way);
        bars.add(standing("MemFS", way.last()));
        findings.beyond().ifPresent(beyond -> {
            addSteps(bars, beyond);
            bars.add(standing("tmpfs", beyond.last()));
        });
        page.figure("waterfall",
                new WaterfallChart("Where the original's time went: git clone of " + explanation.corpus().project(),
                        SECONDS, bars),
                "Medians. Each floating bar is one factor, changed from top to bottom"
                        + (findings.orders(Factor.COPYING).isPresent()
                                ? "; what it costs in other orders is in the table."
                                : ", in this order alone.")
                        + ends(way));
    }

    /** Of bars that weren't measured; the ends are in all that stands between them. */
    private static String ends(Waterfall way) {
        return switch (way.basis()) {
            case WHOLE -> "";
            case CUT -> " An end of it was cut in a round: its bar is a least.";
            case EXTRAPOLATED -> " An end of it was cut: its bar is EXTRAPOLATED from shorter histories, not measured"
                    + Stream.of(way.first(), way.last()).filter(arm -> arm.basis() == Basis.EXTRAPOLATED)
                            .map(arm -> "; " + Phrases.range(arm)).collect(Collectors.joining())
                    + ".";
        };
    }

    private static WaterfallChart.Bar standing(String label, ArmFigures arm) {
        return WaterfallChart.Bar.standing(label, arm.median(), mark(arm));
    }

    private static void addSteps(List<WaterfallChart.Bar> bars, Waterfall way) {
        for (Waterfall.Step step : way.steps()) {
            String sign = step.seconds() > 0 ? "−" : "+";
            bars.add(new WaterfallChart.Bar(step.factor().shortLabel(), step.before().median(), step.after().median(),
                    step.basis().prefix() + sign + step.cost().text(Math.abs(step.seconds()))));
        }
    }

    private static String mark(ArmFigures arm) {
        return arm.basis().prefix() + Numbers.significant(arm.median());
    }

    private void addModel() throws IOException {
        page.section("What explains the time");
        if (findings.model().isEmpty()) {
            page.text("There are too few clones yet to fit t = a + b messages + c bytes copied.");
            return;
        }
        CostModel model = findings.model().get();
        page.text(howWell(model)).table(ExplainTables.coefficients(model)).figure("model", agreement(model),
                "A point for each arm that was never cut and whose messages were counted: its median, and what the model makes"
                        + " of its counts.");
        findings.attribution().ifPresent(parts -> page
                .text("The difference between the original's way and MemFS, from these coefficients and the counts of both"
                        + " ends:")
                .table(ExplainTables.attribution(parts)));
    }

    private static String howWell(CostModel model) {
        CostModel.Misfit worst = model.fit().worst();
        return "The least squares of t = a + b messages + c bytes copied over "
                + Count.of(model.fit().clones(), "clone")
                + ", each residual relative to its time; a is an engine's own time. Worst arm: "
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

    /** What the model predicts against what was measured: on the dashed line both agree. */
    private LineChart agreement(CostModel model) {
        Map<Arm.Engine, List<double[]>> points = new EnumMap<>(Arm.Engine.class);
        for (ArmFigures arm : findings.figures().values()) {
            model.predict(arm).filter(predicted -> predicted > 0 && arm.basis() == Basis.WHOLE)
                    .ifPresent(predicted -> points.computeIfAbsent(arm.arm().engine(), _ -> new ArrayList<>())
                            .add(new double[]{arm.median(), predicted}));
        }
        LineChart chart = new LineChart("Clone time by the model, t = a + b messages + c bytes copied",
                "Measured, s, logarithmic", "Predicted, s, logarithmic").logarithmic();
        points.forEach((engine, of) -> chart.addPoints(Arm.lower(engine),
                Ink.part(List.copyOf(points.keySet()).indexOf(engine)),
                of.stream().mapToDouble(point -> point[0]).toArray(),
                of.stream().mapToDouble(point -> point[1]).toArray()));
        return chart.diagonal("predicted = measured");
    }

    private void addInteractions() throws IOException {
        List<List<Arm>> contents = Arms.contentAndWrites();
        if (shows(contents)) {
            page.section("Content and size of the pieces")
                    .text("A git clone by content, and by the most bytes of a write that reaches the server. Capabilities are asked"
                            + " for once.");
            addGrid("content-and-writes", "git clone, by content and how writes reach the server", contents,
                    Arm::writesLabel, Arm::contentLabel);
            text(comparisons.beside(contents.getFirst(), contents.getLast(), Arm::contentLabel, Arm::writesLabel));
            text(comparisons.writeSizes(contents.getLast(), Arm::writesLabel));
        }
        List<List<Arm>> bulk = Arms.bulkByContentAndWrites();
        if (shows(bulk)) {
            page.section("The same bytes in writes of 1 MiB")
                    .text("What a clone leaves, copied file by file in writes of 1 MiB, which the mount cuts into pieces. Content"
                            + " null discards the data.");
            addGrid("bulk-content-and-writes", "Copy of a clone, by content and the most bytes of a write", bulk,
                    Arm::writesLabel, Arm::contentLabel);
            text(comparisons.beside(bulk.getFirst(), bulk.get(1), Arm::contentLabel, Arm::writesLabel));
            text(comparisons.writeSizes(bulk.get(1), Arm::writesLabel));
        }
        List<List<Arm>> transports = Arms.transportAndWrites();
        if (shows(transports)) {
            page.section("Transport and size of the pieces")
                    .text("Through jnr, libfuse 2 stands between the kernel and the server. security.capability is asked at each"
                            + " write on both: libfuse 2 knows no other way.");
            addGrid("transport-and-writes", "git clone, by transport and the most bytes of a write", transports,
                    Arm::writesLabel, Arm::transportLabel);
            text(comparisons.beside(transports.getLast(), transports.getFirst(), Arm::transportLabel,
                    Arm::writesLabel));
            text(comparisons.throughJnr());
        }
        List<List<Arm>> engines = Arms.engines();
        if (shows(engines)) {
            page.section("What clones")
                    .text("git and JGit clone; bulk copies the files of a clone in writes of 1 MiB, so it has no pack to check and no"
                            + " server to wait for. Each is a workload of its own.");
            addGrid("engines", "Clone by engine, at both ends", engines, arm -> Arm.lower(arm.engine()),
                    arm -> arm.content() == Arms.OURS.content() ? "MemFS" : "the original's way");
            text(comparisons.writeSizes(engines.getLast(), arm -> Arm.lower(arm.engine())));
        }
    }

    private void text(Optional<String> sentence) {
        sentence.ifPresent(page::text);
    }

    /** What was never planned isn't missing. */
    private boolean shows(List<List<Arm>> rows) {
        return explanation.planned().containsAll(rows.stream().flatMap(List::stream).toList())
                && !measured(rows).isEmpty();
    }

    /** Groups of bars along one factor, a colour for each level of another. */
    private void addGrid(String name, String title, List<List<Arm>> rows, Function<Arm, String> category,
            Function<Arm, String> series) throws IOException {
        List<BarChart.Series> bars = new ArrayList<>();
        for (List<Arm> row : rows) {
            bars.add(new BarChart.Series(series.apply(row.getFirst()), Ink.part(bars.size()),
                    row.stream().map(this::bar).toList()));
        }
        page.figure(name,
                new BarChart(title, SECONDS, "s", rows.getFirst().stream().map(category).toList(), bars, null),
                caption(rows));
    }

    /** Whiskers stand only where a bar has several clones. */
    private String caption(List<List<Arm>> rows) {
        List<ArmFigures> drawn = measured(rows);
        String times = drawn.stream().anyMatch(arm -> arm.seconds().hasSpread())
                ? "Medians; whiskers from the fastest to the slowest clone."
                : "One clone each.";
        return drawn.size() == rows.stream().mapToInt(List::size).sum()
                ? times
                : times + " In red what has no measured time.";
    }

    private List<ArmFigures> measured(List<List<Arm>> rows) {
        return rows.stream().flatMap(List::stream).map(findings.figures()::get)
                .filter(figures -> figures != null && figures.basis() == Basis.WHOLE).toList();
    }

    private BarChart.Bar bar(Arm arm) {
        ArmFigures figures = findings.figures().get(arm);
        if (figures == null) {
            return BarChart.Bar.absent("no time");
        }
        return figures.basis() == Basis.WHOLE
                ? BarChart.Bar.of(figures.seconds())
                : BarChart.Bar.absent(mark(figures) + " s");
    }

    private void addArms() {
        page.section("All arms")
                .text("Engine, content, the most bytes of a message, when security.capability is asked, transport. Writes and GETXATTR"
                        + " are those that reached the store, messages all that the kernel sent; of the clone with the median time.")
                .table(tables.arms());
        if (explanation.measurements().stream().anyMatch(ExplainTables::isTroubled)) {
            page.section("Cut and failed clones, and shorter histories")
                    .table(ExplainTables.troubled(explanation.measurements()));
        }
    }

    private void addConditions() {
        CorpusInfo corpus = explanation.corpus();
        Environment machine = explanation.environment();
        List<String> items = new ArrayList<>(List.of(
                corpus.project() + " " + corpus.ref() + ", commit " + corpus.commit() + " from " + corpus.origin()
                        + " (" + corpus.source() + "): " + Count.of(corpus.commits(), "commit") + ", a pack of "
                        + Numbers.mib(corpus.bytes()) + " MiB, " + Count.of(corpus.files(), "file") + " of "
                        + Numbers.mib(corpus.treeBytes()) + " MiB",
                Count.of(explanation.rounds(), "round") + " in the shuffled order of seed " + explanation.seed()
                        + ", a fresh file system for each clone, warmed up by a clone of one commit; clones over "
                        + explanation.capSeconds() + " s are cut",
                machine.os() + ", kernel " + machine.kernel() + ", " + machine.cpu() + ", "
                        + Count.of(machine.cores(), "core")
                        + ", " + machine.jdk(),
                machine.tools().getOrDefault("git", "no git") + ", JGit " + machine.tools().get("jgit")));
        for (Arm arm : List.of(Arms.ORIGINAL, Arms.OURS)) {
            Optional.ofNullable(explanation.targets().get(arm.label()))
                    .ifPresent(options -> items.add(arm.label() + ": " + options));
        }
        items.add("The options in force of every arm are in explain.json, with each clone as it was measured.");
        page.section("Conditions").bullets(items);
    }
}
