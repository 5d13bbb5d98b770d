package benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import workload.os.Mounts;
import workload.target.TargetException;

/** The suites as people start them, with next to nothing to do. */
class MicroIT {
    private static final Duration DEADLINE = Duration.ofMinutes(2);

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
        return Files.readAllLines(result("observations.jsonl")).stream().map(JsonMapper.shared()::readTree)
                .filter(line -> line.path("key").path("experiment").asString().equals(suite))
                .filter(line -> line.path("outcome").asString().equals("OK")).map(MicroIT::sample).toList();
    }

    private static JsonNode sample(JsonNode line) {
        JsonNode key = line.path("key");
        return ((ObjectNode) line.path("values")).put("work", key.path("subject").asString())
                .put("target", key.path("target").asString())
                .put("variant", key.path("variant").path("condition").asString())
                .put("round", key.path("repetition").asInt())
                .put("shot", Integer.parseInt(key.path("variant").path("shot").asString()));
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
                .contains("create + write 2 × 4 KiB", "warm walk", "remove");
        assertThat(samples("metadata")).filteredOn(sample -> sample.path("variant").asString().equals("counted"))
                .anyMatch(sample -> sample.path("messages").path("WRITE").asInt() == 2);
        assertThat(samples("metadata")).extracting(sample -> sample.path("work").asString())
                .anyMatch(work -> work.startsWith("rename, at "))
                .anyMatch(work -> work.startsWith("lookup miss, at "));
        assertThat(result("report.md")).content().contains("## round-trip", "## metadata", "÷ tmpfs");
        assertThat(result("observations.csv")).content()
                .contains("experiment,subject,target,repetition,condition,shot,units,micros,",
                        "metadata,warm walk,memfs,1,unpinned,1,");
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

    @Test
    void sizesAreDrawnAndWhatCopyingWouldTakeMinutesForIsLeftOut() throws IOException {
        assertThat(
                run("--suite", "write-size,read-size", "--targets", "tmpfs,memfs:content=contiguous,memfs:content=null",
                        "--variants", "unpinned"))
                .isZero();

        assertThat(samples("write-size")).extracting(sample -> sample.path("work").asString())
                .contains("append 1 MiB by 4,107", "close after append 1 MiB by 4,107",
                        "fsync after append 1 MiB by 4,107");
        assertThat(samples("write-size")).extracting(sample -> sample.path("round").asInt()).containsOnly(1);
        assertThat(shots("tmpfs")).containsExactly(1, 2, 3, 4, 5);
        assertThat(shots("memfs:content=contiguous")).containsExactly(1, 2, 3);
        assertThat(samples("read-size")).extracting(sample -> sample.path("work").asString())
                .contains("warm read 1 MiB by 4,107", "warm random read 1 MiB by 4,096");
        assertThat(result("append-1-throughput.png")).isNotEmptyFile();
        assertThat(result("warm-read-1-cost.png")).isNotEmptyFile();
        assertThat(result("index.html")).content().contains("MiB/s by 4,107");
        assertThat(result("jmh-write-size.json")).content().contains("scoreError");
        assertThat(Mounts.below(folder.toRealPath())).isEmpty();
    }

    private List<Integer> shots(String target) throws IOException {
        return samples("write-size").stream().filter(sample -> sample.path("target").asString().equals(target))
                .map(sample -> sample.path("shot").asInt()).distinct().toList();
    }

    @Test
    void aMistakenOptionAndATargetThatIsntThereAreNamedAndTheRestRuns() throws IOException {
        assertThat(run("--suite", "round-trip", "--targets", "tmpfs,ramdisk,memfs:content=paper", "--variants",
                "unpinned"))
                .isNotZero();

        assertThat(result("report.md")).content().contains("## Failed", "There is no target 'ramdisk'",
                "| memfs:content=paper |", "did not start");
        assertThat(samples("round-trip")).extracting(sample -> sample.path("target").asString()).contains("tmpfs");
    }

    @Test
    void aTargetWithoutRoomIsNamedAndTheRestRuns() throws IOException {
        assertThat(
                run("--suite", "write-size,read-size", "--targets", "tmpfs:size=64k,memfs", "--variants", "unpinned"))
                .isNotZero();

        assertThat(result("report.md")).content().contains(
                "| append 1 MiB by 4,107 | tmpfs:size=64k | the target is full",
                "| cold read 1 MiB by 1,048,576 | tmpfs:size=64k | the target is full");
        assertThat(samples("write-size")).extracting(sample -> sample.path("target").asString()).contains("memfs");
        assertThat(Mounts.below(folder.toRealPath())).isEmpty();
    }

    @Test
    void roomThatIsFoundMissingOnlyAtTheCloseIsARowToo() throws IOException {
        String full = "memfs:writeback_cache,size=64k";
        assertThat(run("--suite", "write-size,read-size", "--targets", full + ",tmpfs", "--variants", "unpinned"))
                .isNotZero();

        assertThat(result("report.md")).content().doesNotContain("## Failed").contains("### Left out",
                "| append 1 MiB by 4,107 | memfs:writeback\\_cache,size=64k | the target is full",
                "| cold read 1 MiB by 1,048,576 | memfs:writeback\\_cache,size=64k | the target is full");
        assertThat(samples("write-size")).extracting(sample -> sample.path("target").asString()).containsOnly("tmpfs");
        assertThat(Mounts.below(folder.toRealPath())).isEmpty();
    }

    @Test
    void aServerThatDiesInAForkIsARowAndNothingStaysMounted() throws Exception {
        assertThat(
                runAndKill(Children.SERVER, "--suite", "round-trip", "--targets", "memfs,tmpfs", "--variants",
                        "unpinned"))
                .isNotZero();

        assertThat(result("report.md")).content()
                .contains("| round-trip | memfs | The MemFS server ended with status 137");
        assertThat(samples("round-trip")).extracting(sample -> sample.path("target").asString()).contains("tmpfs");
        assertThat(Mounts.below(folder.toRealPath())).isEmpty();
    }

    @Test
    void aForkThatDiesIsARowAndWhatOthersBroughtIsKept() throws Exception {
        assertThat(runAndKill(Children.FORK, "--suite", "round-trip", "--targets", "memfs,tmpfs", "--variants",
                "unpinned"))
                .isNotZero();

        assertThat(result("report.md")).content().contains("the benchmark round-trip failed on memfs");
        assertThat(result("jmh-round-trip.json")).content().contains("\"target\" : \"tmpfs\"");
        assertThat(Mounts.below(folder.toRealPath())).isEmpty();
    }

    @Test
    void aBenchmarkInProcessThatDiesIsARowAndTheOthersAreKept() throws Exception {
        assertThat(runAndKill(Children.FORK, "--suite", "store")).isNotZero();

        assertThat(result("report.md")).content().contains("| store | append |", "| lookupHit |");
        assertThat(result("jmh-store.json")).content()
                .contains("StoreBenchmark.lookupMiss", "\"entries\" : \"1000\"", "\"rawData\"", "gc.alloc.rate.norm")
                .doesNotContain("StoreBenchmark.append");
    }

    /** Kills a process of the first fork, once that runs. */
    private int runAndKill(String program, String... arguments) throws Exception {
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> run(arguments));
        Children.awaitFork();
        assertThat(Children.running(program).map(ProcessHandle::destroyForcibly)).contains(true);
        return status.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }
}
