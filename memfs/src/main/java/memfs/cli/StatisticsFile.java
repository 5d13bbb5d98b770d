package memfs.cli;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.HdrHistogram.Histogram;

import memfs.mount.Mount;
import memfs.mount.Transport;
import memfs.store.StoreUsage;
import memfs.store.observe.Observations;
import memfs.store.observe.Observations.LatencyCount;
import memfs.store.observe.Observations.OperationFigures;
import memfs.store.observe.Observations.SizeCount;

/**
 * What the server has done so far, as a JSON file that is replaced atomically.
 *
 * <p>
 * Latencies are in nanoseconds and cover the store, not the transport; a histogram is HdrHistogram's compressed encoding
 * in base64. On the jnr transport, walking a path counts a lookup and a forget for each of its names; on the kernel
 * transport the file has the requests by opcode too, and with --stats writers, how many writes of each program had exactly
 * how many bytes.
 */
final class StatisticsFile {
    private static final Logger LOG = System.getLogger(StatisticsFile.class.getName());
    private static final int SIGNIFICANT_DIGITS = 2;

    private final Path file;
    private final Mount mount;
    private final long startNanos = System.nanoTime();

    StatisticsFile(Path file, Mount mount) {
        this.file = file;
        this.mount = mount;
    }

    /** Replaces the file; a failure is logged, since the file system must continue. */
    synchronized void write() {
        try {
            WholeFile.replace(file, JsonLine.of(content()));
        } catch (IOException e) {
            LOG.log(Level.ERROR, "the statistics can''t be written to {0} ({1}); check its folder", file, e);
        }
    }

    private Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("transport", mount.transport().toString());
        content.put("uptimeMillis", (System.nanoTime() - startNanos) / 1_000_000);
        if (mount.transport() == Transport.KERNEL) {
            content.put("messages", mount.messages());
        }
        mount.observed().ifPresent(observed -> content.putAll(observations(observed.snapshot())));
        mount.writers().ifPresent(writers -> content.put("writers", writers));
        StoreUsage usage = mount.usage();
        content.put("store", store(usage));
        content.put("memory", memory(usage));
        return content;
    }

    private static Map<String, Object> observations(Observations observations) {
        Map<String, Object> content = new LinkedHashMap<>();
        Map<String, Object> operations = new LinkedHashMap<>();
        observations.operations().forEach(
                (operation, figures) -> operations.put(operation.name().toLowerCase(Locale.ROOT), operation(figures)));
        content.put("operations", operations);
        content.put("readSizes", sizes(observations.readSizes()));
        content.put("writeSizes", sizes(observations.writeSizes()));
        return content;
    }

    private static Map<String, Object> operation(OperationFigures figures) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("count", figures.count());
        operation.put("errors", figures.errors());
        operation.put("bytes", figures.bytes());
        operation.put("latencyNanos", latency(figures));
        operation.put("histogram", histogram(figures.latencies()));
        return operation;
    }

    private static Map<String, Object> latency(OperationFigures figures) {
        Map<String, Object> latency = new LinkedHashMap<>();
        latency.put("min", figures.minNanos());
        latency.put("p50", figures.p50Nanos());
        latency.put("p90", figures.p90Nanos());
        latency.put("p99", figures.p99Nanos());
        latency.put("p999", figures.p999Nanos());
        latency.put("max", figures.maxNanos());
        latency.put("mean", figures.meanNanos());
        return latency;
    }

    private static String histogram(List<LatencyCount> latencies) {
        Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
        latencies.forEach(bucket -> histogram.recordValueWithCount(bucket.upToNanos(), bucket.count()));
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    private static Map<Long, Long> sizes(List<SizeCount> counts) {
        Map<Long, Long> sizes = new LinkedHashMap<>();
        counts.forEach(size -> sizes.put(size.bytes(), size.count()));
        return sizes;
    }

    private static Map<String, Object> store(StoreUsage usage) {
        Map<String, Object> store = new LinkedHashMap<>();
        store.put("inodes", usage.inodes());
        store.put("openHandles", usage.openHandles());
        store.put("liveBytes", usage.liveBytes());
        store.put("reservedBytes", usage.reservedBytes());
        store.put("capacityBytes", usage.capacityBytes());
        store.put("copiedBytes", usage.copiedBytes());
        store.put("backedBytes", usage.backedBytes());
        return store;
    }

    /** Where the server's memory is: the heap as the JVM counts it, garbage included, and the store's pages off it. */
    private static Map<String, Object> memory(StoreUsage usage) {
        Runtime jvm = Runtime.getRuntime();
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("heapUsedBytes", jvm.totalMemory() - jvm.freeMemory());
        memory.put("heapCommittedBytes", jvm.totalMemory());
        memory.put("offHeapLiveBytes", usage.liveBytes() - usage.backedBytes());
        memory.put("offHeapReservedBytes", usage.reservedBytes());
        return memory;
    }
}
