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

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

import tools.jackson.databind.json.JsonMapper;

/**
 * The folder that a run leaves: {@code SUITE.json} with the samples, {@code jmh-SUITE.json} with all that JMH tells, logs,
 * and {@code summary.md}.
 */
public final class ResultFiles {
    private final Path folder;
    private final List<RunResult> forks = new ArrayList<>();
    private final Map<Suite, SuiteResult> suites = new LinkedHashMap<>();

    public ResultFiles(Path folder) {
        this.folder = folder;
    }

    Path logs() throws IOException {
        return Files.createDirectories(folder.resolve("logs"));
    }

    /** Where a suite's results go in JMH's own form. */
    public Path jmh(Suite suite) {
        return folder.resolve("jmh-" + suite + ".json");
    }

    public Path summary() {
        return folder.resolve("summary.md");
    }

    void add(Collection<RunResult> results) {
        forks.addAll(results);
    }

    /** Writes what a suite has so far; each file is whole at any time. */
    void write(SuiteResult result) throws IOException {
        suites.put(result.suite(), result);
        replace(folder.resolve(result.suite() + ".json"),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(result));
        writeForks(jmh(result.suite()));
        String name = folder.toAbsolutePath().getParent().getFileName().toString();
        replace(summary(), RunSummary.of(name, suites.values()));
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

    /** Writes a file that readers always see whole. */
    public static void replace(Path file, String text) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(whole, text);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
