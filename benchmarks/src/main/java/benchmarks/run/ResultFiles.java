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

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import workload.micro.MicroReport;
import workload.micro.MicroRun;
import workload.micro.MicroStore;
import workload.micro.SuiteResult;
import workload.result.AtomicFile;
import workload.result.Environment;
import workload.result.FailedWork;

/**
 * The folder that a run leaves: the run's store with the samples of suites of mounts, {@code jmh-SUITE.json} as JMH writes
 * it, logs, and the page with its charts.
 *
 * <p>
 * Each file is whole at any time; an interrupt may come from another thread, and draws the page a last time.
 */
public final class ResultFiles {
    private final Path folder;
    private final MicroRun conditions;
    private final List<RunResult> forks = new ArrayList<>();
    private final Map<Suite, SuiteResult> mounted = new LinkedHashMap<>();
    private final Map<Suite, List<FailedWork>> inProcess = new LinkedHashMap<>();
    private final List<FailedWork> unknown;
    private final List<String> arguments;
    private MicroStore store;

    /**
     * @param divisor
     *            1 where the whole work is to be done
     * @param unknown
     *            sentences about targets that aren't there
     * @param arguments
     *            the command line
     */
    public ResultFiles(Path folder, Environment environment, boolean quick, int divisor, List<String> unknown,
            List<String> arguments) {
        this.arguments = List.copyOf(arguments);
        this.folder = folder;
        this.unknown = unknown.stream().map(sentence -> new FailedWork("all", "", sentence, "")).toList();
        String run = folder.toAbsolutePath().getParent().getFileName().toString();
        conditions = new MicroRun(run, environment, quick, divisor, List.of(), List.of());
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
        return unknown.isEmpty() && inProcess.values().stream().allMatch(List::isEmpty)
                && mounted.values().stream().allMatch(suite -> suite.failures().isEmpty()
                        && suite.gaps().stream().noneMatch(gap -> gap.reason().isFailure()));
    }

    synchronized void add(Collection<RunResult> results) {
        forks.addAll(results);
    }

    /** Writes the samples of a suite of mounts so far. */
    synchronized void keep(Suite suite, SuiteResult result) throws IOException {
        mounted.put(suite, result);
        store().begin(suite.toString(), true);
        store().save(result);
        writeForks(suite);
    }

    /** Writes the results of a suite without mounts so far. */
    synchronized void keep(Suite suite, List<FailedWork> failed) throws IOException {
        inProcess.put(suite, List.copyOf(failed));
        store().begin(suite.toString(), false);
        store().save(failed);
        writeForks(suite);
    }

    private void writeForks(Suite suite) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(json, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(forks);
        }
        AtomicFile.replace(folder.resolve("jmh-" + suite + ".json"), json.toString(StandardCharsets.UTF_8));
    }

    private MicroStore store() throws IOException {
        if (store == null) {
            store = MicroStore.create(folder, conditions, arguments);
            store.save(unknown);
        }
        return store;
    }

    /** Draws the page of what was kept: its charts take a while, and follow from the samples. */
    public synchronized void writePage() throws IOException {
        store();
        MicroReport.write(folder);
    }

    /** The next suite's forks go to a file of their own. */
    synchronized void next() {
        forks.clear();
    }
}
