package benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

class SuiteCsvInProcessTest {
    private static final String LOCK = "jmh.ignoreLock";

    @TempDir
    private Path folder;

    /** JMH lets one run measure at a time; this measures nothing. */
    @BeforeEach
    void ignoreLock() {
        System.setProperty(LOCK, "true");
    }

    @AfterEach
    void respectLock() {
        System.clearProperty(LOCK);
    }

    @Test
    void everyIterationIsARow() throws RunnerException {
        TimeValue time = TimeValue.milliseconds(10);
        Collection<RunResult> results = new Runner(new OptionsBuilder().include(Suite.STORE.include() + "lookupMiss$")
                .param("entries", "10").forks(0).warmupIterations(0).measurementIterations(2).measurementTime(time)
                .addProfiler(GCProfiler.class).output(folder.resolve("log").toString()).build()).run();

        List<String> lines = SuiteCsv.of(results).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).isEqualTo("benchmark,parameters,fork,iteration,score,unit,allocated_bytes_each");
        assertThat(lines.get(1)).matches("lookupMiss,entries=10,1,1,[0-9.E-]+,[a-z]+/op,[0-9.E-]+");
        assertThat(lines.get(2)).startsWith("lookupMiss,entries=10,1,2,");
    }
}
