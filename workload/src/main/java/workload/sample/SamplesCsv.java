package workload.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import workload.result.MemorySample;

/** Writes {@code samples/*.csv}: milliseconds and bytes. */
public final class SamplesCsv {
    private static final String HEADER = "elapsed_ms,phase,rss,rss_anon,rss_file,rss_shmem,fs_used\n";

    private SamplesCsv() {}

    public static void write(Path file, List<MemorySample> samples) throws IOException {
        StringBuilder csv = new StringBuilder(HEADER);
        for (MemorySample sample : samples) {
            csv.append(sample.elapsedMillis()).append(',').append(sample.phase()).append(',').append(sample.rssBytes())
                    .append(',').append(sample.rssAnonBytes()).append(',').append(sample.rssFileBytes()).append(',')
                    .append(sample.rssShmemBytes()).append(',').append(sample.fileSystemBytes()).append('\n');
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, csv);
    }
}
