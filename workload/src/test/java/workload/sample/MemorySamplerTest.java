package workload.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import workload.study.MemorySample;
import workload.study.SamplesCsv;
import workload.study.ServerMemory;
import workload.sample.MemorySampler.Sources;
import workload.testing.Await;

@Timeout(120)
class MemorySamplerTest {
    private static final ServerMemory TOLD = new ServerMemory(1, 2, 3, 4);

    @Test
    void marksTheSamplesOfAProcessWithThePhase(@TempDir Path directory) throws Exception {
        try (MemorySampler sampler = MemorySampler
                .start(new Sources(ProcessHandle.current().pid(), null, () -> TOLD))) {
            sampler.mark("build");
            Await.until(() -> sampler.samples().stream().anyMatch(sample -> sample.phase().equals("build")),
                    "a sample");
            MemorySample sample = sampler.samples().getLast();
            assertThat(sample.rssBytes()).isGreaterThan(1 << 20)
                    .isEqualTo(sample.rssAnonBytes() + sample.rssFileBytes() + sample.rssShmemBytes());
            assertThat(sample.fileSystemBytes()).isZero();
            SamplesCsv.write(directory.resolve("samples/x.csv"), sampler.samples());
        }
        assertThat(Files.readAllLines(directory.resolve("samples/x.csv"))).hasSizeGreaterThan(1).first()
                .isEqualTo("elapsed_ms,phase,rss,rss_anon,rss_file,rss_shmem,fs_used,machine_cached,machine_shmem,"
                        + "machine_dirty,machine_slab,heap_used,heap_committed,off_heap_live,off_heap_reserved");
    }

    @Test
    void aServersProcessesAndWhatTheyKeepInMemoryAreSummed() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Process other = new ProcessBuilder("sleep", "600").start();
        long[] others = {ended.pid(), other.pid()};
        try (MemorySampler sampler = MemorySampler
                .start(new Sources(ProcessHandle.current().pid(), () -> others, () -> 1L << 40, () -> null))) {
            Await.until(() -> !sampler.samples().isEmpty(), "a sample");
            MemorySample sample = sampler.samples().getFirst();
            assertThat(sample.fileSystemBytes()).isEqualTo(1L << 40);
            assertThat(sample.rssBytes()).isGreaterThan(1L << 40)
                    .isEqualTo(sample.rssAnonBytes() + sample.rssFileBytes() + sample.rssShmemBytes());
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void asksAFileSystemWithoutAServer() throws Exception {
        try (MemorySampler sampler = MemorySampler.start(new Sources(null, () -> 4096, () -> null))) {
            Await.until(() -> !sampler.samples().isEmpty(), "a sample");
            MemorySample sample = sampler.samples().getFirst();
            assertThat(sample.fileSystemBytes()).isEqualTo(4096);
            assertThat(sample.machine().cachedBytes()).isPositive();
            assertThat(sample.machine().slabBytes()).isPositive();
            assertThat(sample.server()).isNull();
        }
    }

    @Test
    void whatTheServerTellsStandsInOneSampleOnly(@TempDir Path directory) throws Exception {
        Queue<ServerMemory> answers = new ConcurrentLinkedQueue<>(List.of(TOLD));
        try (MemorySampler sampler = MemorySampler.start(new Sources(ProcessHandle.current().pid(), null,
                answers::poll))) {
            Await.until(() -> sampler.samples().size() > 2 && answers.isEmpty(), "samples");
            SamplesCsv.write(directory.resolve("x.csv"), sampler.samples());
        }
        assertThat(Files.readAllLines(directory.resolve("x.csv")).stream().filter(line -> line.endsWith(",1,2,3,4")))
                .hasSize(1);
    }

    @Test
    void aServerThatDoesNotAnswerHoldsUpNoSample() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        MemorySampler.Question hung = () -> {
            Await.until(() -> end.getCount() == 0, "the end of the test");
            throw new IOException("gone");
        };
        try (MemorySampler sampler = MemorySampler.start(new Sources(ProcessHandle.current().pid(), null, hung))) {
            Await.until(() -> sampler.samples().size() > 2, "samples");
            assertThat(sampler.samples()).allMatch(sample -> sample.server() == null);
            end.countDown();
        }
    }
}
