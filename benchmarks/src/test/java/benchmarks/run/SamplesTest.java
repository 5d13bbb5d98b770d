package benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;
import workload.micro.Condition;
import workload.micro.Gap;
import workload.micro.Reason;
import workload.micro.Sample;

class SamplesTest {
    @Test
    void aPhaseWithoutUnitsIsAGap() {
        TreeMap<String, Double> values = new TreeMap<>(Map.of("000|append 64 MiB by 512|units", 0.0,
                "000|append 64 MiB by 512|ns", 0.0, "000|append 64 MiB by 512|server-ns", 0.0));
        Samples samples = new Samples(Suite.WRITE_SIZE, Condition.UNPINNED, "tmpfs:size=1m", 1);

        assertThat(samples.gaps(values))
                .containsExactly(new Gap("append 64 MiB by 512", "tmpfs:size=1m", Reason.NO_ROOM));
        assertThat(samples.phases(5, values)).isEmpty();
    }

    @Test
    void phasesOfAShotBecomeSamplesInTheirOrder() {
        TreeMap<String, Double> values = new TreeMap<>(Map.of("000|walk|units", 4.0, "000|walk|ns", 8_000.0,
                "000|walk|server-ns", 400.0, "000|walk|LOOKUP", 4.0, "001|create|units", 1.0, "001|create|ns", 1_000.0,
                "001|create|server-ns", 0.0, "gc.alloc", 3.0));

        assertThat(new Samples(Suite.METADATA, Condition.BUSY, "memfs", 2).phases(5, values)).containsExactly(
                new Sample("walk", Condition.BUSY, "memfs", 2, 5, 4, 2, 0.1, Map.of("LOOKUP", 4L)),
                new Sample("create", Condition.BUSY, "memfs", 2, 5, 1, 1, 0, Map.of()));
    }

    @Test
    void perfTellsTheFloor() throws IOException {
        String output = """
                # Running 'sched/pipe' benchmark:
                     Total time: 0.938 [sec]

                       4.692690 usecs/op
                         213097 ops/sec
                """;

        assertThat(SwitchFloor.parse(output)).isEqualTo(4.69269);
        assertThatThrownBy(() -> SwitchFloor.parse("no such benchmark")).hasMessageContaining("no such benchmark");
    }

    @Test
    void suitesAreNamedAsTheyAreListed() {
        assertThat(Suite.parse("round-trip")).isEqualTo(Suite.ROUND_TRIP);
        assertThatThrownBy(() -> Suite.parse("speed")).isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("there is no suite 'speed'").hasMessageContaining("write-size");
    }
}
