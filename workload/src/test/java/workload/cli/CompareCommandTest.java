package workload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static workload.testing.Schemas.assertValid;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import workload.compare.Sitting;

/** The statuses of {@code compare}, and what it prints. */
class CompareCommandTest {
    private static final Path SAMPLES = Path.of("../results").toAbsolutePath().normalize();
    private static final Path OLD = Path.of("src/test/resources/old-runs").toAbsolutePath();

    @TempDir
    private static Path results;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void makeRuns() throws IOException {
        Sitting.of("before", 1.2).write(results);
        Sitting.of("same", 1.2).write(results);
        Sitting.of("slower", 1.32).write(results);
        Files.createDirectory(results.resolve("empty"));
        Files.createDirectory(results.resolve("torn"));
        Files.writeString(results.resolve("torn/run.json"), "{");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"before same|0|No slow-down larger than 5 % can hide: ",
            "before slower|10|SLOWER: build of redis on memfs by 9 to 11 %",
            "before slower --fail-if-slower 20%|0|No slow-down larger than 20 % can hide",
            "before same --fail-if-slower 0.5%|11|INCONCLUSIVE: ",
            "before slower --phases clone|10|SLOWER: clone of redis on memfs by 9 to 11 %; the limit",
            "before slower --phases remove|12|NOT COMPARABLE: No round has times of a judged phase",
            "before slower --against disk|12|NOT COMPARABLE: The runs don't both have a target 'disk'"})
    void theStatusIsTheResult(String arguments, int status, String sentence) {
        assertThat(execute(arguments)).isEqualTo(status);
        assertThat(output.toString()).startsWith(sentence).contains("First run: before (redis on tmpfs, memfs)");
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void thePageNeedsNoOtherFile() {
        assertThat(execute("before slower --format html")).isEqualTo(10);
        assertThat(output.toString()).startsWith("<!DOCTYPE html>")
                .contains("SLOWER: build of redis on memfs by 9 to 11 %", "class=\"chart\"").doesNotContain(".svg\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"before|2|Missing required parameter: 'RUN_B'",
            "before same --fail-if-slower 5|2|write 5% or 0.5%",
            "before same --fail-if-slower -1%|2|write 5% or 0.5%",
            "before same --phases install|2|is no phase; there are clone, stat-clone-cold",
            "before same --format xml|2|xml", "before nosuch|1|There is no run 'nosuch' in",
            "before empty|1|There is no run",
            "before torn|1|run.json can't be read as a run"})
    void noFailureHasAStatusOfAResult(String arguments, int status, String sentence) {
        assertThat(execute(arguments)).isEqualTo(status);
        assertThat(errors.toString()).startsWith("benchmark.sh: ").contains(sentence);
        assertThat(output.toString()).isEmpty();
    }

    static Stream<Path> runsOfOtherCommands() {
        return Stream.of(OLD.resolve("explain"), OLD.resolve("micro"), OLD.resolve("memory"),
                SAMPLES.resolve("sample-explain"));
    }

    @ParameterizedTest
    @MethodSource("runsOfOtherCommands")
    void aRunOfAnotherCommandIsNotComparable(Path run) {
        assertThat(execute("before " + run)).isEqualTo(12);
        assertThat(errors.toString()).startsWith("benchmark.sh: " + run + " is no run of projects on targets; compare"
                + " takes two of those").hasLineCount(1);
    }

    @Test
    void jsonIsAsItsSchemaSays() throws IOException {
        for (String arguments : List.of("before same", "before slower", "before same --against disk",
                "before same --fail-if-slower 0.1%", "before same --phases build,remove")) {
            output.getBuffer().setLength(0);
            int status = execute(arguments + " --format json");
            assertValid("compare", output.toString());
            assertThat(output.toString()).contains("\"status\" : " + status);
        }
    }

    @Test
    void markdownHasATable() {
        assertThat(execute("before slower --format markdown")).isEqualTo(10);
        assertThat(output.toString()).startsWith("**SLOWER: ").contains("| --- |", "slower by 9 to 11 %");
    }

    static Stream<Path> committedStudies() throws IOException {
        try (Stream<Path> runs = Files.list(SAMPLES)) {
            return runs.filter(run -> Files.exists(run.resolve("run.json"))).sorted().toList().stream();
        }
    }

    /** Of the first format, too. */
    @ParameterizedTest
    @MethodSource("committedStudies")
    void aSampleIsNeverSlowerThanItself(Path run) throws IOException {
        assertThat(execute(run + " " + run + " --format json --phases clone,build")).isIn(0, 11, 12);
        assertValid("compare", output.toString());
    }

    private int execute(String arguments) {
        List<String> all = new ArrayList<>(List.of("compare"));
        all.addAll(List.of(arguments.split(" ")));
        all.addAll(List.of("--results", results.toString()));
        return Main.commandLine().setOut(new PrintWriter(output, true)).setErr(new PrintWriter(errors, true))
                .execute(all.toArray(String[]::new));
    }
}
