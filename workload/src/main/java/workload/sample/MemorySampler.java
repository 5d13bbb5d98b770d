package workload.sample;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import workload.result.MemorySample;

/**
 * Samples what a file system holds every 100 ms, from a thread of its own: the memory of its server process, or the
 * bytes used of one that has none.
 */
public final class MemorySampler implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;

    private final StatusReader server;
    private final LongSupplier fileSystemBytes;
    private final List<MemorySample> samples = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("memory-sampler").factory());
    private final long origin = System.nanoTime();
    private volatile String phase = "";

    private MemorySampler(StatusReader server, LongSupplier fileSystemBytes) {
        this.server = server;
        this.fileSystemBytes = fileSystemBytes;
    }

    /**
     * Starts to sample.
     *
     * @param serverPid
     *            of the file system's server, or null where it has none
     * @param fileSystemBytes
     *            asks for the bytes that the file system holds, or null where that tells nothing
     */
    public static MemorySampler start(Long serverPid, LongSupplier fileSystemBytes) throws IOException {
        StatusReader reader = serverPid == null ? null : new StatusReader(serverPid);
        MemorySampler sampler = new MemorySampler(reader, fileSystemBytes);
        if (reader != null || fileSystemBytes != null) {
            sampler.thread.scheduleAtFixedRate(sampler::sample, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
        return sampler;
    }

    /** Marks the samples from now on with a phase's label; "" between phases. */
    public void mark(String label) {
        phase = label;
    }

    /** Nanoseconds since the first sample. */
    public long elapsedNanos() {
        return System.nanoTime() - origin;
    }

    private synchronized void sample() {
        try {
            refresh();
        } catch (IOException _) {
            return; // The server has ended: there is nothing more to sample, and its phase fails by itself.
        }
        samples.add(new MemorySample(TimeUnit.NANOSECONDS.toMillis(elapsedNanos()), phase, bytes("VmRSS:"),
                bytes("RssAnon:"), bytes("RssFile:"), bytes("RssShmem:"),
                fileSystemBytes == null ? 0 : fileSystemBytes.getAsLong()));
    }

    private void refresh() throws IOException {
        if (server != null) {
            server.refresh();
        }
    }

    private long bytes(String field) {
        return server == null ? 0 : server.bytes(field);
    }

    /** Everything sampled so far, in order of time. */
    public synchronized List<MemorySample> samples() {
        return List.copyOf(samples);
    }

    /** Ends the sampling; the samples stay. */
    @Override
    public void close() throws IOException {
        thread.shutdown();
        awaitEnd();
        if (server != null) {
            server.close();
        }
    }

    private void awaitEnd() {
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
