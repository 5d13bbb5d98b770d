package benchmarks.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
 * The folder that a run leaves: {@code SUITE.json} and {@code SUITE.csv} with the samples, {@code jmh-SUITE.json} with all
 * that JMH tells, logs, and the page as {@code report.md} and {@code index.html} with its charts.
 */
public final class ResultFiles {
    private final Path folder;
    private final Conditions conditions;
    private final List<RunResult> forks = new ArrayList<>();
    private final Map<Suite, SuiteResult> suites = new LinkedHashMap<>();
    private final Map<Suite, List<Block>> sections = new LinkedHashMap<>();
    private final List<Failure> unknown;
    private final Map<Suite, List<Failure>> failures = new LinkedHashMap<>();

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

    void add(Collection<RunResult> results) {
        forks.addAll(results);
    }

    /** Writes what a suite of mounts has so far; each file is whole at any time. */
    void write(SuiteResult result) throws IOException {
        Suite suite = result.suite();
        suites.put(suite, result);
        failures.put(suite, List.copyOf(result.failures()));
        TextFile.replace(folder.resolve(suite + ".json"),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(result));
        TextFile.replace(folder.resolve(suite + ".csv"), SamplesCsv.of(result.samples(), result.gaps()));
        sections.put(suite, SuiteSection.of(result, folder));
        writePage(suite);
    }

    /** Writes what a suite without mounts has so far. */
    void write(Suite suite, List<RunResult> results, List<Failure> failed) throws IOException {
        failures.put(suite, List.copyOf(failed));
        sections.put(suite, InProcessSection.of(suite, results));
        writePage(suite);
    }

    private void writePage(Suite suite) throws IOException {
        writeForks(folder.resolve("jmh-" + suite + ".json"));
        List<Failure> failed = Stream.concat(unknown.stream(), failures.values().stream().flatMap(List::stream))
                .toList();
        List<Block> blocks = new ArrayList<>(MicroPage.head(conditions, suites.values(), failed));
        sections.values().forEach(blocks::addAll);
        TextFile.replace(report(), MarkdownWriter.write(blocks));
        TextFile.replace(page(), HtmlWriter.write(conditions.title(), blocks));
    }

    /** The next suite's forks go to a file of their own. */
    void next() {
        forks.clear();
    }

    private void writeForks(Path file) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".tmp");
        try (PrintStream stream = new PrintStream(whole.toFile(), StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(forks);
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
