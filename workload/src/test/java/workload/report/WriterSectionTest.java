package workload.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterSectionTest {
    private static final String SECTION = "## Write sizes by program";

    @TempDir
    private Path folder;

    private Path run;

    @BeforeEach
    void makeUpARun() throws IOException {
        run = new SyntheticRun(folder).repetitions(1).addGood("redis", "disk", 1).write();
    }

    private String report(String git) throws IOException {
        Files.createDirectories(run.resolve("writers"));
        Files.writeString(run.resolve("writers/redis.json"), """
                {"project": "redis", "settings": null, "jobs": 2, "failure": null, "logFile": "logs/writers-redis.log",
                 "phases": [
                  {"name": "clone by jgit", "application": null, "server": {"JGit": {"8192": 30, "100": 10}}},
                  {"name": "clone by git", "application": {"git": GIT}, "server": {"git": GIT}},
                  {"name": "build", "application": {"ar": {"4096": 1, "60": 3}},
                   "server": {"ar": {"4096": 1, "60": 3}, "(kernel writeback)": {"131072": 8}}}]}
                """.replace("GIT", git));
        return report();
    }

    private String report() throws IOException {
        Report.write(run);
        return Files.readString(run.resolve("report/report.md"));
    }

    @Test
    void aRowForEachProgramAtEachPlace() throws IOException {
        assertThat(report("{\"4096\": 90, \"200\": 10}"))
                .contains("| JGit | server | 40 | 0.235 | 8,192 | 8,192 (75.0 %), 100 (25.0 %) | 0 | 0 |")
                .contains("| git | application | 100 | 0.353 | 4,096 | 4,096 (90.0 %), 200 (10.0 %) | 90.0 | 0 |")
                .contains("| git | server | 100 |")
                .contains("| ar | application | 4 | 0.00408 | 60 | 60 (75.0 %), 4,096 (25.0 %) | 25.0 | 0 |")
                .contains("| (kernel writeback) | server | 8 | 1.00 | 131,072 | 131,072 (100 %) | 0 | 0 |")
                .doesNotContain("JGit | application").doesNotContain("writeback) | application");
    }

    @Test
    void drawsBothPlaces() throws IOException {
        assertThat(report("{\"4096\": 90}")).contains("(writers-application-redis.png)", "(writers-server-redis.png)");
        assertThat(run.resolve("report/writers-server-redis.png")).isNotEmptyFile();
        assertThat(run.resolve("report/writers-application-redis.png")).isNotEmptyFile();
    }

    @Test
    void saysThatGitHasNoSuchPieces() throws IOException {
        assertThat(report("{\"4096\": 90, \"200\": 10}")).contains("(2.39.5) git made 100 write calls, 0 of them (0 %) "
                + "of 4107 bytes and 90 of them (90.0 %) of 4096 bytes; the commonest sizes are 4,096 (90.0 %), 200 "
                + "(10.0 %). This git has no writes of 4107 bytes.");
    }

    @Test
    void saysThatGitHasThem() throws IOException {
        assertThat(report("{\"4107\": 90, \"200\": 10}")).contains("90 of them (90.0 %) of 4107 bytes",
                "This git does write pieces of 4107 bytes.");
    }

    @Test
    void takesNoFewFilesForPieces() throws IOException {
        assertThat(report("{\"4096\": 999, \"4107\": 1}")).contains(
                "So few writes of 4107 bytes are not the pieces that this git writes in.");
    }

    @Test
    void tellsWhyATrialEndedEarly() throws IOException {
        Files.createDirectories(run.resolve("writers"));
        Files.writeString(run.resolve("writers/redis.json"), "{\"project\": \"redis\", \"jobs\": 2, \"phases\": [], "
                + "\"failure\": \"clone: git clone ended with status 128\", \"logFile\": \"logs/writers-redis.log\"}");
        assertThat(report()).contains("came to no good end: clone: git clone ended with status 128");
    }

    @Test
    void goesOnWithoutAFileThatIsTorn() throws IOException {
        Files.createDirectories(run.resolve("writers"));
        for (String torn : new String[]{"{\"project\": \"re", "{}", "null",
                "{\"project\": \"redis\", \"phases\": [{\"name\": \"build\"}]}"}) {
            Files.writeString(run.resolve("writers/redis.json"), torn);
            assertThat(report()).as(torn).contains("writers/redis.json is not readable JSON").doesNotContain(SECTION);
        }
    }

    @Test
    void aRunThatDidNotCountHasNoSuchSection() throws IOException {
        assertThat(report()).doesNotContain(SECTION);
    }
}
