package benchmarks.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

import benchmarks.run.MicroPage.Conditions;
import tools.jackson.databind.json.JsonMapper;
import workload.report.Block;
import workload.report.HtmlWriter;
import workload.report.MarkdownWriter;
import workload.result.Environment;
import workload.result.TextFile;

/**
 * The folder that a run leaves: {@code SUITE.csv} with the samples, {@code SUITE.json} with them and their conditions for a
 * suite of mounts, {@code jmh-SUITE.json} with all that JMH tells, logs, and the page as {@code report.md} and {@code index.html} with its charts.
 *
 * <p>
 * Each file is whole at any time; an interrupt may come from another thread, and draws the page a last time.
 */
public final class ResultFiles {
    private final Path folder;
    private final Conditions conditions;
    private final List<RunResult> forks = new ArrayList<>();
    private final Map<Suite, SuiteResult> suites = new LinkedHashMap<>();
    private final Map<Suite, Section> sections = new LinkedHashMap<>();
    private final List<Failure> unknown;
    private final Map<Suite, List<Failure>> failures = new LinkedHashMap<>();

    /** A suite's part of the page, drawn when it is asked for. */
    private interface Section {
        List<Block> blocks() throws IOException;
    }

    /**
     * @param divisor
     *            1 where the whole work is to be done
     * @param unknown
     *            sentences about targets that aren't there
     */
    public ResultFiles(Path folder, Environment environment, boolean quick, int divisor, List<String> unknown) {
        this.folder = folder;
        this.unknown = unknown.stream().map(sentence -> new Failure("all", "", sentence, "")).toList();
        String run = folder.toAbsolutePath().getParent().getFileName().toString();
        conditions = new Conditions(run, environment, quick, divisor);
    }

    Path logs() throws IOException {
        return Files.createDirectories(folder.resolve("logs"));
    }

    /** A log's place, as the page names it. */
    String relative(Path log) {
        return folder.getParent().relativize(log.toAbsolutePath()).toString();
    }

    /** The page, as Markdown. */
    public Path report() {
        return folder.resolve("report.md");
    }

    /** The page with its charts. */
    public Path page() {
        return folder.resolve("index.html");
    }

    /** Whether nothing failed, and nothing was without room. */
    public boolean isWhole() {
        return unknown.isEmpty() && failures.values().stream().allMatch(List::isEmpty)
                && suites.values().stream().flatMap(suite -> suite.gaps().stream())
                        .noneMatch(gap -> gap.reason().isFailure());
    }

    synchronized void add(Collection<RunResult> results) {
        forks.addAll(results);
    }

    /** Writes the samples of a suite of mounts so far. */
    synchronized void keep(SuiteResult result) throws IOException {
        Suite suite = result.suite();
        suites.put(suite, result);
        failures.put(suite, result.failures());
        sections.put(suite, () -> SuiteSection.of(result, folder));
        TextFile.replace(folder.resolve(suite + ".json"),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(result));
        TextFile.replace(folder.resolve(suite + ".csv"), SamplesCsv.of(result.samples(), result.gaps()));
        writeForks(suite);
    }

    /** Writes the results of a suite without mounts so far. */
    synchronized void keep(Suite suite, List<RunResult> results, List<Failure> failed) throws IOException {
        List<RunResult> copy = List.copyOf(results);
        failures.put(suite, List.copyOf(failed));
        sections.put(suite, () -> InProcessSection.of(suite, copy));
        TextFile.replace(folder.resolve(suite + ".csv"), InProcessCsv.of(copy));
        writeForks(suite);
    }

    /** Draws the page of what was kept: its charts take a while, and follow from the samples. */
    public synchronized void writePage() throws IOException {
        List<Failure> failed = Stream.concat(unknown.stream(), failures.values().stream().flatMap(List::stream))
                .toList();
        List<Block> blocks = new ArrayList<>(MicroPage.head(conditions, suites.values(), failed));
        for (Section section : sections.values()) {
            blocks.addAll(section.blocks());
        }
        TextFile.replace(report(), MarkdownWriter.write(blocks));
        TextFile.replace(page(), HtmlWriter.write(conditions.title(), blocks));
    }

    /** The next suite's forks go to a file of their own. */
    synchronized void next() {
        forks.clear();
    }

    private void writeForks(Suite suite) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(json, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(forks);
        }
        TextFile.replace(folder.resolve("jmh-" + suite + ".json"), json.toString(StandardCharsets.UTF_8));
    }
}
