package workload.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.result.Outcome;

class FindingTest {
    @TempDir
    private Path folder;

    private List<String> finding(SyntheticRun run) throws IOException {
        return Report.summary(run.write());
    }

    @Test
    void aDifferenceThatIsShownIsNamedWithItsRange() throws IOException {
        assertThat(finding(SyntheticRun.rounds(folder, "memfs", 1.05, 1.01, 1.04, 1.02, 1.06, 1.03)))
                .contains("memfs builds redis 1 to 6 % slower than disk.",
                        "memfs clones redis 1.03 (1.01 to 1.06) times as long as disk.");
    }

    @Test
    void withoutADifferenceItSaysHowLargeAHiddenOneCanBe() throws IOException {
        assertThat(finding(SyntheticRun.rounds(folder, "memfs", 1.01, 0.99, 1.02, 0.98, 1.01, 0.99))).first().asString()
                .matches("memfs builds redis as fast as disk: no difference larger than [1-5] % can hide\\.");
    }

    /** "As fast as" would say that there is none. */
    @Test
    void whereALargeDifferenceCanHideItSaysWhatWasMeasured() throws IOException {
        assertThat(finding(SyntheticRun.rounds(folder, "memfs", 1.2, 0.9, 1.1, 0.95, 1.15, 0.85))).first().asString()
                .matches(
                        "memfs built redis 1\\.02 \\(0\\.8\\d to 1\\.\\d+\\) times as long as disk did: no difference larger than "
                                + "[1-9]\\d % can hide\\.");
    }

    @Test
    void tooFewRoundsGiveNoVerdict() throws IOException {
        assertThat(finding(SyntheticRun.rounds(folder, "memfs", 1.2, 1.3))).first().asString()
                .isEqualTo("memfs built redis 1.25 times as long as disk did, in too few rounds for a verdict.");
    }

    @Test
    void failedTrialsAndMemoryBeyondTheFilesAreInIt() throws IOException {
        SyntheticRun run = SyntheticRun.whole(folder).addFailed("redis", "disk", 4, Outcome.TIMEOUT, "No.");

        assertThat(finding(run))
                .anyMatch(line -> line.startsWith("5 of 19 trials failed: redis on memfs-jnr #3 (TIMEOUT)"))
                .contains(
                        "At its peak memfs-jnr held 171 MiB for the tree of redis (100 MiB), 71.0 MiB beyond the files,"
                                + " 50.0 of them when mounted.");
    }

    @Test
    void theEndOfARunHasATableOfRatios() throws IOException {
        List<String> lines = finding(SyntheticRun.rounds(folder, "memfs", 1.05, 1.01, 1.04, 1.02, 1.06, 1.03));

        assertThat(lines).contains("  project  phase  targets       times as long        verdict",
                "  redis    build  memfs / disk  1.03 (1.01 to 1.06)  slower by 1 to 6 %",
                "  redis    clone  memfs / disk  1.03 (1.01 to 1.06)");
    }

    /** Before everything else, on the page and in the Markdown. */
    @Test
    void standsAtTheTop() throws IOException {
        Path run = SyntheticRun.rounds(folder, "memfs", 1.05, 1.01, 1.04, 1.02, 1.06, 1.03).write();
        Report.write(run);

        assertThat(Files.readAllLines(run.resolve("report/report.md")).get(2))
                .isEqualTo("- **memfs builds redis 1 to 6 % slower than disk.**");
    }
}
