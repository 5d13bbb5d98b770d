package workload.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

import workload.study.MachineMemory;
import workload.study.MemorySample;
import workload.study.ServerMemory;
import workload.result.AtomicFile;

/** Writes {@code samples/*.csv}: milliseconds and bytes; what a server didn't tell anew is empty. */
public final class SamplesCsv {
    private static final String HEADER = "elapsed_ms,phase,rss,rss_anon,rss_file,rss_shmem,fs_used,machine_cached,"
            + "machine_shmem,machine_dirty,machine_slab,heap_used,heap_committed,off_heap_live,off_heap_reserved\n";

    private SamplesCsv() {}

    public static void write(Path file, List<MemorySample> samples) throws IOException {
        StringBuilder csv = new StringBuilder(HEADER);
        for (MemorySample sample : samples) {
            csv.append(line(sample)).append('\n');
        }
        Files.createDirectories(file.getParent());
        AtomicFile.replace(file, csv.toString());
    }

    private static String line(MemorySample sample) {
        StringJoiner line = new StringJoiner(",");
        line.add(Long.toString(sample.elapsedMillis())).add(sample.phase());
        add(line, sample.rssBytes(), sample.rssAnonBytes(), sample.rssFileBytes(), sample.rssShmemBytes(),
                sample.fileSystemBytes());
        MachineMemory machine = sample.machine();
        add(line, machine.cachedBytes(), machine.shmemBytes(), machine.dirtyBytes(), machine.slabBytes());
        ServerMemory server = sample.server();
        if (server == null) {
            return line.add(",,,").toString();
        }
        add(line, server.heapUsedBytes(), server.heapCommittedBytes(), server.offHeapLiveBytes(),
                server.offHeapReservedBytes());
        return line.toString();
    }

    private static void add(StringJoiner line, long... values) {
        for (long value : values) {
            line.add(Long.toString(value));
        }
    }
}
