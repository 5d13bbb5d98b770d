package benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workload.os.Mounts;
import workload.target.TargetException;

/** The suites as people start them, with next to nothing to do. */
class MicroIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void needs() throws TargetException {
        Requirements.targets("tmpfs,memfs");
    }

    private int run(String... arguments) {
        return Main.execute(Stream.concat(
                Stream.of("micro", "--quick", "--divide", "1000", "--results", folder.resolve("results").toString(),
                        "--work-dir", folder.resolve("work").toString()),
                Stream.of(arguments)).toArray(String[]::new));
    }

    private Path result(String name) throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
            return runs.findFirst().orElseThrow().resolve("jmh").resolve(name);
        }
    }

    private List<JsonNode> samples(String suite) throws IOException {
        return JsonMapper.shared().readTree(result(suite + ".json")).path("samples").valueStream().toList();
    }

    @Test
    void everyTargetIsMeasuredAndNothingStaysMounted() throws IOException {
        assertThat(run("--suite", "round-trip,metadata", "--targets", "tmpfs,memfs", "--variants",
                "unpinned,counted")).isZero();

        assertThat(samples("round-trip")).filteredOn(sample -> sample.path("units").asInt() == 1)
                .extracting(sample -> sample.path("target").asString()).contains("tmpfs", "memfs");
        assertThat(samples("metadata")).filteredOn(sample -> sample.path("variant").asString().equals("unpinned"))
                .filteredOn(sample -> sample.path("target").asString().equals("memfs"))
                .extracting(sample -> sample.path("work").asString())
                .contains("create + write 10 × 4 KiB", "warm walk", "remove");
        assertThat(samples("metadata")).filteredOn(sample -> sample.path("variant").asString().equals("counted"))
                .anyMatch(sample -> sample.path("messages").path("WRITE").asInt() == 10);
        assertThat(result("summary.md")).content().contains("## round-trip", "## metadata", "÷ tmpfs");
        assertThat(result("jmh-metadata.json")).content().contains("\"variant\" : \"unpinned\"");
        assertThat(Mounts.below(folder.toRealPath())).isEmpty();
    }

    @Test
    void aPinnedServerAndManyClientsAreServed() throws IOException {
        assertThat(run("--suite", "round-trip,clients", "--targets", "memfs", "--variants", "pinned,unpinned"))
                .isZero();

        assertThat(samples("round-trip")).extracting(sample -> sample.path("variant").asString()).contains("pinned");
        assertThat(samples("clients")).extracting(sample -> sample.path("work").asString())
                .containsExactly("create + stat + unlink, 1 client", "create + stat + unlink, 4 clients");
    }

    @Test
    void anUnknownTargetIsRefusedBeforeAnythingRuns() {
        assertThat(run("--suite", "round-trip", "--targets", "ramdisk")).isNotZero();
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void aConditionThatTheSuiteDoesNotHaveIsRefused() {
        assertThat(run("--suite", "clients", "--targets", "memfs", "--variants", "busy")).isNotZero();
        assertThat(folder.resolve("results")).doesNotExist();
    }
}
