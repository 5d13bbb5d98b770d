package workload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

/** What is wrong is told in one sentence, before anything is made. */
class CommandLineTest {
    @TempDir
    Path temporary;

    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|Name a project", "--repetitions 0 redis|at least 1",
            "--jobs 0 redis|at least 1", "--jobs 1,0,2 redis|at least 1", "--jobs 1,two redis|two",
            "all redis|name no other beside it", "--clone svn redis|svn", "--build-limit soon redis|90s, 30m or 2h",
            "--no-such-option redis|no-such-option", "explain|clone", "explain build|CLONE",
            "explain clone --cap 0|at least 1",
            "explain clone --rounds 0|at least 1", "--resume X redis|name none",
            "--until redis|is no percentage above 0",
            "redis --until|--until", "--until 5 redis|write 5%", "--until 0% redis|above 0",
            "--until 100% redis|below 100", "--max-time 2h redis|limits the rounds of --until",
            "--until 5% --max-time 0s redis|above 0", "--slow-down b=fast redis|is no percentage above 0",
            "calibrate|PROJECT", "demo redis|Unmatched argument",
            "demo --repetitions 2|Unknown option", "calibrate redis --rounds 4|at least 5",
            "calibrate redis --slow-down 0%|above 0"})
    void wrongUsageIsStatus2(String arguments, String told) {
        assertThat(execute(arguments)).isEqualTo(2);
        assertThat(errors.toString()).contains(told).contains("--help");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"nosuch|No project is named 'nosuch'",
            "--targets floppy redis|disk, tmpfs, memfs, memfs-jnr",
            "--resume 20000101T000000Z|There is no run '20000101T000000Z'", "report|There is no run in",
            "--mirror /no/such/place redis|/no/such/place", "explain clone nosuch|No project is named 'nosuch'",
            "explain clone --mirror /no/such/place|/no/such/place",
            "explain clone --redraw no-run|There is no explanation in",
            "--projects /no/such.yaml redis|/no/such.yaml",
            "--targets disk,tmpfs --against xfs redis|in this run to compare with",
            "--targets disk,tmpfs --verdict link redis|There is no phase 'link'",
            "--targets disk,tmpfs --slow-down b=10% redis|There is no 'b' in this run to slow down",
            "--targets disk,tmpfs --until 5% redis|--until needs a comparison",
            "demo --mirror /no/such/place|/no/such/place", "demo --projects /no/such.yaml|/no/such.yaml",
            "demo --targets floppy|disk, tmpfs, memfs, memfs-jnr",
            "demo --ref nosuch=main|No project is named 'nosuch'",
            "calibrate nosuch|No project is named 'nosuch'"})
    void badInputIsStatus1AndOneSentence(String arguments, String told) {
        assertThat(execute(arguments)).isEqualTo(1);
        assertThat(errors.toString()).startsWith("benchmark.sh: ").contains(told).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "compare", "calibrate", "list", "explain", "demo", "mount", "micro", "memory",
            "package",
            "test",
            "help",
            "all"})
    void aProjectNamedLikeAWordOfOursIsRefused(String word) throws IOException {
        Path file = Files.writeString(temporary.resolve("projects.yaml"), """
                projects:
                  %s:
                    description: d
                    repository: https://example.invalid/r.git
                    ref: main
                    packages: [make]
                    steps: [{name: make, command: make}]
                    artefacts: [{command: ./x, expect: x}]
                """.formatted(word));
        assertThat(execute("--projects " + file + " redis")).isEqualTo(1);
        assertThat(errors.toString()).contains("can't be named '" + word + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "report ", "compare ", "calibrate ", "list ", "explain ", "demo "})
    void usageIsNamedOnce(String command) {
        StringWriter output = new StringWriter();
        assertThat(Main.commandLine().setOut(new PrintWriter(output, true)).execute((command + "--help").split(" ")))
                .isZero();
        assertThat(output.toString()).startsWith("Usage: ").containsOnlyOnce("Usage: ");
    }

    @Test
    void verboseShowsTheStack() {
        assertThat(execute("--verbose nosuch")).isEqualTo(1);
        assertThat(errors.toString()).contains("\tat workload.");
    }

    /** Java would take it for another name; started as by benchmark.sh, whose locale it is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"exec \"$@\" report $'a\\377'|The argument 'a\uFFFD' isn't UTF-8; rename",
            "exec \"$@\" redis --target own=/$'\\377'|The argument 'own=/\uFFFD' isn't UTF-8",
            "exec \"$@\" report $'\\357\\277\\275'|There is no run '\uFFFD' in",
            "mkdir $'d\\377' && cd $'d\\377' && exec \"$@\" report|name of the current directory",
            "exec \"$@\" report @x|There is no run '@x' in"})
    void anotherNameIsNeverTaken(String script, String told) throws IOException {
        Files.writeString(temporary.resolve("x"), "--help\n");
        ProcessBuilder start = new ProcessBuilder("bash", "-c", script, "bash",
                System.getProperty("java.home") + "/bin/java", "-cp", System.getProperty("java.class.path"),
                "-Dstudy.home=" + temporary, Main.class.getName()).directory(temporary.toFile())
                .redirectErrorStream(true);
        start.environment().put("LC_ALL", "C.UTF-8");
        Process process = start.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).isIn(1, 2);
        assertThat(output).startsWith("benchmark.sh: ").contains(told).hasLineCount(1);
    }

    private int execute(String arguments) {
        CommandLine commandLine = Main.commandLine().setErr(new PrintWriter(errors, true));
        List<String> all = new ArrayList<>(List.of(arguments.isEmpty() ? new String[0] : arguments.split(" ")));
        all.addAll(List.of("--results", temporary.resolve("results").toString()));
        return commandLine.execute(all.toArray(String[]::new));
    }
}
