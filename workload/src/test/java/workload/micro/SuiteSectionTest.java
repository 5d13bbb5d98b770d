package workload.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import workload.page.Page;
import workload.result.Environment;
import workload.result.FailedWork;
import workload.result.TargetSettings;

class SuiteSectionTest {
    private static final Environment BUSY_MACHINE = new Environment("Linux", "6.18", "CPU", 2, 1 << 30, "JDK",
            Map.of(), "root", 4.16, false);

    @TempDir
    private Path folder;

    private String text(SuiteResult result) throws IOException {
        Page page = new Page(folder);
        new SuiteSection(result).add(page);
        return page.markdown();
    }

    static SuiteResult result(String suite, int divisor, List<Sample> samples) {
        return new SuiteResult(suite, true, divisor, BUSY_MACHINE,
                Map.of("tmpfs", new TargetSettings("tmpfs", "rw", Map.of(), null, null)), samples,
                List.of(), List.of());
    }

    @Test
    void aRowHasItsMedianSpreadErrorAndRatios() throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            samples.add(new Sample("remove", Condition.PINNED, "tmpfs", round, 1, 1_000, 2, 0, Map.of()));
            samples.add(new Sample("remove", Condition.PINNED, "memfs", round, 1, 1_000, 8 + round, 5, Map.of()));
        }

        assertThat(text(result("metadata", 1, samples))).contains("memfs 5.00, n = 3", "(metadata-pinned.svg)")
                .endsWith(
                        """
                                | work | target | n | ms | µs each | µs each, min to max | mean, µs each | ± (99.9 %), µs each \
                                | server CPU, µs each | ÷ tmpfs | ÷ tmpfs, min to max |
                                | --- | --- | ---: | ---: | ---: | --- | ---: | --- | ---: | ---: | --- |
                                | remove | tmpfs | 3 | 2.00 | 2.00 | 2.00 to 2.00 | 2.00 | 0 | – | – |  |
                                | remove | memfs | 3 | 10.0 | 10.0 | 9.00 to 11.0 | 10.0 | not measurable in 3 runs | 5.00 | 5.00 | 4.50 to 5.50 |
                                """);
    }

    @Test
    void messagesAreToldForEachFile() throws IOException {
        Sample counted = new Sample("create", Condition.COUNTED, "memfs", 1, 1, 200, 1, 1,
                Map.of("LOOKUP", 200L, "WRITE", 200L, "MKDIR", 2L));

        assertThat(text(result("metadata", 1, List.of(counted)))).contains(
                "| work | target | of | messages each | which |\n| --- | --- | ---: | ---: | --- |\n",
                "| create | memfs | 200 | 2.01 | LOOKUP 1.00, WRITE 1.00, MKDIR 0.0100 |");
    }

    @Test
    void theFloorIsNoRatioOfItself() throws IOException {
        List<Sample> samples = List.of(SampleIndexTest.sample("statx", Sample.FLOOR, 1, 5),
                SampleIndexTest.sample("statx", "tmpfs", 1, 2), SampleIndexTest.sample("statx", "memfs", 1, 20));

        assertThat(text(result("round-trip", 1, samples))).contains(
                "| work | target | n | µs each | ÷ tmpfs | ÷ switch floor |",
                "| statx | switch floor | 1 | 5.00 | – | – |",
                "| statx | memfs | 1 | 20.0 | 10.0 | 4.00 |");
    }

    @Test
    void aRunSaysWhatMakesItsFiguresDoubtfulAndWhatFailed() throws IOException {
        SuiteResult suite = result("round-trip", 100, List.of(SampleIndexTest.sample("statx", "tmpfs", 1, 5)));
        FailedWork failure = new FailedWork("round-trip", "memfs:colour=red", "it did not start", "jmh/logs/a.log");
        JsonMapper json = JsonMapper.shared();
        Files.writeString(folder.resolve("micro.json"), json.writeValueAsString(
                new MicroRun("RUN", BUSY_MACHINE, true, 100, List.of("round-trip"), List.of(failure))));
        Files.writeString(folder.resolve("round-trip.json"), json.writeValueAsString(suite));

        MicroReport.write(folder);

        assertThat(Files.readString(folder.resolve("report.md"))).contains("Micro-benchmarks, RUN",
                "THE MACHINE WAS BUSY", "Only 1/100", "A quick run", "- tmpfs: tmpfs rw\n",
                "| round-trip | memfs:colour=red | it did not start | jmh/logs/a.log |");
    }

    /** JMH's own file: scores of all iterations of all forks. */
    @Test
    void aSuiteInProcessIsDrawnFromJmhsFile() throws IOException {
        Files.writeString(folder.resolve("micro.json"), JsonMapper.shared().writeValueAsString(
                new MicroRun("RUN", BUSY_MACHINE, true, 1, List.of("store"), List.of())));
        Files.writeString(folder.resolve("jmh-store.json"),
                """
                        [{"benchmark": "benchmarks.store.StoreBenchmark.lookupHit", "params": {"entries": "10"},
                          "primaryMetric": {"score": 12.5, "scoreError": "NaN", "scoreUnit": "ns/op", "rawData": [[12.0, 13.0]]},
                          "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 24.0}}}]
                        """);

        MicroReport.write(folder);

        assertThat(Files.readString(folder.resolve("report.md"))).contains("## store",
                "| lookupHit | entries=10 | 2 | 12.5 | ns/op | 24.0 |");
    }

    @Test
    void workThatWasLeftOutIsARowWithItsReason() throws IOException {
        SuiteResult whole = result("metadata", 1, List.of(SampleIndexTest.sample("walk", "tmpfs", 1, 5)));
        SuiteResult suite = new SuiteResult(whole.suite(), true, 1, BUSY_MACHINE, whole.targets(), whole.samples(),
                List.of(new Gap("append 64 MiB by 512", "memfs:content=contiguous", Reason.COPIES)), List.of());

        assertThat(text(suite)).contains("### Left out",
                "| append 64 MiB by 512 | memfs:content=contiguous | with content=contiguous each append copies");
    }

}
