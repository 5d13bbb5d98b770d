package workload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static workload.testing.Schemas.assertValid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.memory.Figures;
import workload.memory.MemoryConditions;
import workload.memory.MemoryStore;
import workload.memory.Quantity;
import workload.memory.Reading;
import workload.memory.Scale;
import workload.micro.Condition;
import workload.micro.Gap;
import workload.micro.MicroRun;
import workload.micro.MicroStore;
import workload.micro.Reason;
import workload.micro.Sample;
import workload.micro.SuiteResult;
import workload.pairs.PairOptions;
import workload.result.Environment;
import workload.result.FailedWork;
import workload.result.TargetSettings;
import workload.writers.WriterPhase;
import workload.writers.WriterTrial;

/** Files of before and of now are as docs/schema says. */
class SchemaTest {
    private static final Path OLD = Path.of("src/test/resources/old-runs").toAbsolutePath();
    private static final Environment MACHINE = new Environment("Linux", "6.18", "CPU", 2, 1 << 30, "JDK", Map.of(),
            "root", 0.5, true);
    private static final Map<String, TargetSettings> TARGETS = Map.of("memfs",
            new TargetSettings("fuse.memfs", "rw", Map.of("max_write", 1), 7L, null));
    private static final List<FailedWork> FAILURES = List.of(new FailedWork("metadata", "memfs", "it ended", "a.log"));

    @Test
    void oldRunsAreValid() throws IOException {
        assertValid("v1-run", OLD.resolve("study/run.json"));
        for (String line : Files.readAllLines(OLD.resolve("study/trials.jsonl"))) {
            assertValid("v1-trial", line);
        }
        assertValid("v1-explain", OLD.resolve("explain/explain/explain.json"));
        assertValid("v1-suite", OLD.resolve("micro/clients/clients.json"));
        assertValid("v1-memory", OLD.resolve("memory/contiguous/memory.json"));
    }

    @Test
    void whatBenchmarksWriteIsValid(@TempDir Path folder) throws Exception {
        MicroRun run = new MicroRun("20260101T000000Z", MACHINE, true, 1, List.of(), List.of());
        MicroStore store = MicroStore.create(folder, run, List.of("micro"));
        store.begin("metadata", true);
        store.save(new SuiteResult("metadata", true, 2, MACHINE, TARGETS,
                List.of(new Sample("walk", Condition.BUSY, "memfs", 1, 1, 4, 2.5, 0, Map.of("LOOKUP", 4L))),
                List.of(new Gap("walk", "tmpfs", Reason.NO_ROOM)), FAILURES));

        assertRunIsValid(folder, 3);
        assertThat(ReportCommand.draw(folder, PairOptions.USUAL)).containsExactly(folder.resolve("index.html"));
    }

    @Test
    void whatMemoryExperimentsWriteIsValid(@TempDir Path folder) throws IOException {
        MemoryStore store = MemoryStore.create(folder, new MemoryConditions("20260101T000000Z", Instant.EPOCH,
                new Scale(true, 1, 0), MACHINE, Map.of(), List.of(), Map.of()), List.of("memory"));
        store.save("inodes", new Reading("memfs", "created", 1, 2, 0.25, new Figures(Map.of(Quantity.RSS, 3L))),
                TARGETS.get("memfs"));
        store.save(FAILURES.getFirst());

        assertRunIsValid(folder, 2);
    }

    private static void assertRunIsValid(Path folder, int observations) throws IOException {
        assertValid("run", folder.resolve("run.json"));
        assertThat(Files.readAllLines(folder.resolve("observations.jsonl"))).hasSize(observations)
                .allSatisfy(line -> assertValid("observation", line));
    }

    @Test
    void whoWroteWhatIsValid(@TempDir Path folder) throws IOException {
        SortedMap<String, SortedMap<Long, Long>> counts = new TreeMap<>(
                Map.of("cc1", new TreeMap<>(Map.of(4096L, 3L))));
        WriterTrial written = new WriterTrial("redis", TARGETS.get("memfs"), 2,
                List.of(new WriterPhase("build", counts, counts)), null, "logs/writers.log");
        written.write(folder);

        assertValid("writers", WriterTrial.file(folder, "redis", ".json"));
        assertThatThrownBy(() -> assertValid("writers", "{\"project\": \"redis\"}")).hasMessageContaining("phases");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> assertValid("run", "{}")).hasMessageContaining("environments");
        assertThatThrownBy(() -> assertValid("observation", "{\"key\": {\"experiment\": \"study\"}, \"values\": {}}"))
                .hasMessageContaining("phases");
    }
}
