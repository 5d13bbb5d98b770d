package workload.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import workload.result.AtomicFile;
import workload.result.Csv;

/** {@code samples/*.csv}: milliseconds and bytes; what a server reported no new value of is empty. */
public final class SamplesCsv {
    private static final List<String> HEADER = List.of("elapsed_ms", "phase", "rss", "rss_anon", "rss_file",
            "rss_shmem", "fs_used", "machine_cached", "machine_shmem", "machine_dirty", "machine_slab", "heap_used",
            "heap_committed", "off_heap_live", "off_heap_reserved");

    private SamplesCsv() {}

    public static void write(Path file, List<MemorySample> samples) throws IOException {
        Files.createDirectories(file.getParent());
        AtomicFile.replace(file, Csv.of(HEADER, samples.stream().map(SamplesCsv::row)));
    }

    private static List<Object> row(MemorySample of) {
        MachineMemory machine = of.machine();
        List<Object> cells = new ArrayList<>(List.of(of.elapsedMillis(), of.phase(), of.rssBytes(), of.rssAnonBytes(),
                of.rssFileBytes(), of.rssShmemBytes(), of.fileSystemBytes(), machine.cachedBytes(),
                machine.shmemBytes(), machine.dirtyBytes(), machine.slabBytes()));
        ServerMemory server = of.server();
        cells.addAll(server == null
                ? Arrays.asList(null, null, null, null)
                : List.of(server.heapUsedBytes(), server.heapCommittedBytes(), server.offHeapLiveBytes(),
                        server.offHeapReservedBytes()));
        return cells;
    }

    /**
     * The samples of a file, of older ones too, which have neither the machine's nor the server's own figures.
     *
     * @param torn
     *            runs for each row that isn't whole; it is skipped
     * @throws IllegalArgumentException
     *             it is no such file
     */
    public static List<MemorySample> read(Path file, Runnable torn) throws IOException {
        List<MemorySample> samples = new ArrayList<>();
        for (Map<String, String> row : Csv.read(Files.readString(file))) {
            try {
                samples.add(sample(row));
            } catch (NumberFormatException _) {
                torn.run();
            }
        }
        return samples;
    }

    private static MemorySample sample(Map<String, String> row) {
        return new MemorySample(number(row, "elapsed_ms"), row.get("phase"), number(row, "rss"),
                number(row, "rss_anon"), number(row, "rss_file"), number(row, "rss_shmem"), number(row, "fs_used"),
                machine(row), server(row));
    }

    private static MachineMemory machine(Map<String, String> row) {
        return row.containsKey("machine_cached")
                ? new MachineMemory(number(row, "machine_cached"), number(row, "machine_shmem"),
                        number(row, "machine_dirty"), number(row, "machine_slab"))
                : null;
    }

    private static ServerMemory server(Map<String, String> row) {
        return row.getOrDefault("heap_used", "").isEmpty()
                ? null
                : new ServerMemory(number(row, "heap_used"), number(row, "heap_committed"),
                        number(row, "off_heap_live"), number(row, "off_heap_reserved"));
    }

    private static long number(Map<String, String> row, String column) {
        return Long.parseLong(row.get(column));
    }
}
