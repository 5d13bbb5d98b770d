package benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import benchmarks.client.Reason;
import benchmarks.run.MicroPage.Conditions;
import picocli.CommandLine.TypeConversionException;
import workload.report.MarkdownWriter;
import workload.result.Environment;
import workload.result.TargetSettings;

class SuiteSectionTest {
    private static final Environment BUSY_MACHINE = new Environment("Linux", "6.18", "CPU", 2, 1 << 30, "JDK",
            Map.of(), "root", 4.16, false);

    @TempDir
    private Path folder;

    private String text(SuiteResult result) throws IOException {
        return MarkdownWriter.write(SuiteSection.of(result, folder));
    }

    static SuiteResult result(Suite suite, int divisor, List<Sample> samples) {
        return new SuiteResult(suite, true, divisor, BUSY_MACHINE,
                Map.of("tmpfs", new TargetSettings("tmpfs", "rw", Map.of(), null, null)), samples,
                List.of(), List.of());
    }

    @Test
    void aRowHasItsMedianSpreadErrorAndRatios() throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            samples.add(new Sample("remove", Variant.PINNED, "tmpfs", round, 1, 1_000, 2, 0, Map.of()));
            samples.add(new Sample("remove", Variant.PINNED, "memfs", round, 1, 1_000, 8 + round, 5, Map.of()));
        }

        assertThat(text(result(Suite.METADATA, 1, samples))).isEqualTo("""
                ## metadata

                ### pinned

                | work | target | n | ms | µs each | µs each, min to max | mean, µs each | ± (99.9 %), µs each \
                | server CPU, µs each | ÷ tmpfs | ÷ tmpfs, min to max |
                | --- | --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | --- |
                | remove | tmpfs | 3 | 2.00 | 2.00 | 2.00 to 2.00 | 2.00 | 0 | – | – |  |
                | remove | memfs | 3 | 10.0 | 10.0 | 9.00 to 11.0 | 10.0 | 18.2 | 5.00 | 5.00 | 4.50 to 5.50 |
                """);
    }

    @Test
    void messagesAreToldForEachFile() throws IOException {
        Sample counted = new Sample("create", Variant.COUNTED, "memfs", 1, 1, 200, 1, 1,
                Map.of("LOOKUP", 200L, "WRITE", 200L, "MKDIR", 2L));

        assertThat(text(result(Suite.METADATA, 1, List.of(counted)))).contains(
                "| work | target | of | messages each | which |\n| --- | --- | ---: | ---: | --- |\n",
                "| create | memfs | 200 | 2.01 | LOOKUP 1.00, WRITE 1.00, MKDIR 0.0100 |");
    }

    @Test
    void theFloorIsNoRatioOfItself() throws IOException {
        List<Sample> samples = List.of(SampleIndexTest.sample("statx", SwitchFloor.NAME, 1, 5),
                SampleIndexTest.sample("statx", "tmpfs", 1, 2), SampleIndexTest.sample("statx", "memfs", 1, 20));

        assertThat(text(result(Suite.ROUND_TRIP, 1, samples))).contains(
                "| work | target | n | µs each | ÷ tmpfs | ÷ switch floor |",
                "| statx | switch floor | 1 | 5.00 | – | – |",
                "| statx | memfs | 1 | 20.0 | 10.0 | 4.00 |");
    }

    @Test
    void aRunSaysWhatMakesItsFiguresDoubtfulAndWhatFailed() {
        SuiteResult suite = result(Suite.ROUND_TRIP, 100, List.of(SampleIndexTest.sample("statx", "tmpfs", 1, 5)));
        Failure failure = new Failure("round-trip", "memfs:colour=red", "it did not start", "jmh/logs/a.log");

        assertThat(MarkdownWriter.write(MicroPage.head(new Conditions("RUN", BUSY_MACHINE, true, 100), List.of(suite),
                List.of(failure)))).contains("Micro-benchmarks, RUN", "THE MACHINE WAS BUSY", "Only 1/100",
                        "A quick run", "- tmpfs: tmpfs rw\n",
                        "| round-trip | memfs:colour=red | it did not start | jmh/logs/a.log |");
    }

    @Test
    void workThatWasLeftOutIsARowWithItsReason() throws IOException {
        SuiteResult whole = result(Suite.METADATA, 1, List.of(SampleIndexTest.sample("walk", "tmpfs", 1, 5)));
        SuiteResult suite = new SuiteResult(whole.suite(), true, 1, BUSY_MACHINE, whole.targets(), whole.samples(),
                List.of(new Gap("append 64 MiB by 512", "memfs:content=contiguous", Reason.COPIES)), List.of());

        assertThat(text(suite)).contains("### Left out",
                "| append 64 MiB by 512 | memfs:content=contiguous | with content=contiguous each append copies");
    }

    @Test
    void aPhaseWithoutUnitsIsAGap() {
        TreeMap<String, Double> values = new TreeMap<>(Map.of("000|append 64 MiB by 512|units", 0.0,
                "000|append 64 MiB by 512|ns", 0.0, "000|append 64 MiB by 512|server-ns", 0.0));
        Samples samples = new Samples(Suite.WRITE_SIZE, Variant.UNPINNED, "tmpfs:size=1m", 1);

        assertThat(samples.gaps(values))
                .containsExactly(new Gap("append 64 MiB by 512", "tmpfs:size=1m", Reason.NO_ROOM));
        assertThat(samples.phases(5, values)).isEmpty();
    }

    @Test
    void phasesOfAShotBecomeSamplesInTheirOrder() {
        TreeMap<String, Double> values = new TreeMap<>(Map.of("000|walk|units", 4.0, "000|walk|ns", 8_000.0,
                "000|walk|server-ns", 400.0, "000|walk|LOOKUP", 4.0, "001|create|units", 1.0, "001|create|ns", 1_000.0,
                "001|create|server-ns", 0.0, "gc.alloc", 3.0));

        assertThat(new Samples(Suite.METADATA, Variant.BUSY, "memfs", 2).phases(5, values)).containsExactly(
                new Sample("walk", Variant.BUSY, "memfs", 2, 5, 4, 2, 0.1, Map.of("LOOKUP", 4L)),
                new Sample("create", Variant.BUSY, "memfs", 2, 5, 1, 1, 0, Map.of()));
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
