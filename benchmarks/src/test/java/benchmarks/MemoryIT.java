package benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import workload.os.Mounts;
import workload.target.TargetException;

/** The memory experiments as people start them, with next to nothing to do. */
class MemoryIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void needs() throws TargetException {
        Requirements.targets("tmpfs,memfs");
    }

    private int run(String... arguments) {
        return Main.execute(Stream.concat(
                Stream.of("memory", "--quick", "--divide", "200", "--results", folder.resolve("results").toString(),
                        "--work-dir", folder.resolve("work").toString()),
                Stream.of(arguments)).toArray(String[]::new));
    }

    private Path result(String name) throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
            return runs.findFirst().orElseThrow().resolve("memory").resolve(name);
        }
    }

    @Test
    void experimentsLeaveRawRowsAndAPageAndNothingMounted() throws IOException {
        assertThat(run("--experiment", "inodes,sparse,fragmentation", "--targets", "memfs,tmpfs")).isZero();

        assertThat(Files.readAllLines(result("observations.csv")))
                .anyMatch(
                        line -> line.matches("inodes,\"created, collected\",memfs,1,250,[0-9]+,.*[0-9]+,.*,OK,,e1,m1"))
                .anyMatch(line -> line.startsWith("inodes,\"removed, collected\",tmpfs,1,250,"))
                .filteredOn(line -> line.startsWith("fragmentation,run,memfs,")).hasSize(100);
        assertThat(Files.readString(result("report.md"))).contains("## inodes", "## sparse", "| memfs | 250 |");
        assertThat(result("index.html")).isNotEmptyFile();
        assertThat(result("fragmentation.png")).isNotEmptyFile();
        assertThat(Mounts.below(folder.toRealPath())).isEmpty();
    }

    @Test
    void aFullTargetIsARowOfThePageAndTheOthersGoOn() throws IOException {
        assertThat(run("--experiment", "churn", "--targets", "tmpfs:size=64k,memfs")).isNotZero();

        assertThat(Files.readString(result("report.md"))).contains("## Failed", "ENOSPC", "| memfs | 5 |");
        assertThat(Mounts.below(folder.toRealPath())).isEmpty();
    }

    @Test
    void anOptionThatTheServerRefusesIsToldInItsWords() throws IOException {
        assertThat(run("--experiment", "sparse", "--targets", "memfs:content=paper")).isNotZero();

        assertThat(Files.readString(result("report.md"))).contains("did not start", "paper");
    }

    @Test
    void anUnknownExperimentIsRefusedBeforeAnythingRuns() {
        assertThat(run("--experiment", "leak")).isNotZero();
        assertThat(folder.resolve("results")).doesNotExist();
    }
}
