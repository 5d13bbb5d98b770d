package workload.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import workload.result.MemorySample;
import workload.testing.Await;

@Timeout(120)
class MemorySamplerTest {
    @Test
    void marksTheSamplesOfAProcessWithThePhase(@TempDir Path directory) throws Exception {
        try (MemorySampler sampler = MemorySampler.start(ProcessHandle.current().pid(), null)) {
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
                .isEqualTo("elapsed_ms,phase,rss,rss_anon,rss_file,rss_shmem,fs_used");
    }

    @Test
    void asksAFileSystemWithoutAServer() throws Exception {
        try (MemorySampler sampler = MemorySampler.start(null, () -> 4096)) {
            Await.until(() -> !sampler.samples().isEmpty(), "a sample");
            assertThat(sampler.samples().getFirst().fileSystemBytes()).isEqualTo(4096);
        }
    }
}
