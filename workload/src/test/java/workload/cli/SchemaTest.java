package workload.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static workload.testing.Schemas.assertValid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import workload.memory.MemoryConditions;
import workload.memory.Scale;
import workload.micro.Condition;
import workload.micro.Gap;
import workload.micro.MicroRun;
import workload.micro.Reason;
import workload.micro.Sample;
import workload.micro.SuiteResult;
import workload.result.Environment;
import workload.result.FailedWork;
import workload.result.TargetSettings;

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
        assertValid("run", OLD.resolve("study/run.json"));
        for (String line : Files.readAllLines(OLD.resolve("study/trials.jsonl"))) {
            assertValid("trial", line);
        }
        assertValid("explain", OLD.resolve("explain/explain/explain.json"));
        assertValid("suite", OLD.resolve("micro/clients/clients.json"));
        assertValid("memory", OLD.resolve("memory/contiguous/memory.json"));
    }

    @Test
    void whatBenchmarksWriteIsValid() throws IOException {
        JsonMapper json = JsonMapper.shared();
        assertValid("suite", json.writeValueAsString(new SuiteResult("metadata", true, 2, MACHINE, TARGETS,
                List.of(new Sample("walk", Condition.BUSY, "memfs", 1, 1, 4, 2.5, 0, Map.of("LOOKUP", 4L))),
                List.of(new Gap("walk", "tmpfs", Reason.NO_ROOM)), FAILURES)));
        assertValid("micro", json.writeValueAsString(
                new MicroRun("20260101T000000Z", MACHINE, true, 1, List.of("metadata"), FAILURES)));
        assertValid("memory", json.writeValueAsString(
                new MemoryConditions("20260101T000000Z", new Scale(true, 1, 0), MACHINE, TARGETS, FAILURES)));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> assertValid("micro", "{}")).hasMessageContaining("environment");
    }
}
