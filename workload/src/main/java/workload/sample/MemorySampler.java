package workload.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import workload.os.ProcFiles;
import workload.os.StatusReader;
import workload.study.MachineMemory;
import workload.study.MemorySample;
import workload.study.ServerMemory;

/**
 * Samples what a file system holds every 100 ms, from threads of its own: the memory of its server process, or the bytes
 * used of one that has none, and the machine's caches.
 */
public final class MemorySampler implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;
    /** An answer costs the server about 1.6 ms of processor time: less than 2 ‰ of one core at this pace. */
    private static final long QUESTION_MILLIS = 1000;

    private final Sources sources;
    private final ServerReader server;
    private final StatusReader machine;
    private final List<MemorySample> samples = new ArrayList<>();
    /** One for each of the two tasks: a server that doesn't answer must not hold up the samples. */
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2,
            Thread.ofPlatform().daemon().name("memory-sampler-", 0).factory());
    private final AtomicReference<ServerMemory> told = new AtomicReference<>();
    private final long origin = System.nanoTime();
    private volatile String phase = "";

    /**
     * What is sampled.
     *
     * @param serverPid
     *            of the file system's server, or null where it has none
     * @param otherPids
     *            of the server's other processes as they are now
     * @param fileSystemBytes
     *            asks for the bytes that the file system holds, or null where that tells nothing; beside a server it
     *            keeps them in shared memory, which counts as the server's
     * @param question
     *            asks the server
     */
    public record Sources(Long serverPid, Supplier<long[]> otherPids, LongSupplier fileSystemBytes,
            Question question) {
        private static final long[] NONE = {};

        /** Of a server that is one process, or of none. */
        public Sources(Long serverPid, LongSupplier fileSystemBytes, Question question) {
            this(serverPid, () -> NONE, fileSystemBytes, question);
        }
    }

    /** Asks a server where its memory is. */
    public interface Question {
        /** The answer; null where there is nobody to tell. */
        ServerMemory ask() throws IOException;
    }

    private MemorySampler(Sources sources) throws IOException {
        this.sources = sources;
        this.server = sources.serverPid() == null ? null : new ServerReader(sources.serverPid(), sources.otherPids());
        this.machine = new StatusReader(ProcFiles.MEMINFO);
    }

    /** Starts to sample. */
    public static MemorySampler start(Sources sources) throws IOException {
        MemorySampler sampler = new MemorySampler(sources);
        sampler.threads.scheduleAtFixedRate(sampler::sample, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        if (sources.serverPid() != null) {
            sampler.threads.scheduleWithFixedDelay(sampler::ask, 0, QUESTION_MILLIS, TimeUnit.MILLISECONDS);
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

    private void ask() {
        try {
            told.set(sources.question().ask());
        } catch (IOException _) {
            return; // The server has ended or has no time: the other samples are taken all the same.
        }
    }

    /** Takes a sample, one more than those of the clock. */
    public synchronized void sample() {
        try {
            refresh();
            long stored = sources.fileSystemBytes() == null ? 0 : sources.fileSystemBytes().getAsLong();
            long servers = server == null ? 0 : stored;
            samples.add(new MemorySample(TimeUnit.NANOSECONDS.toMillis(elapsedNanos()), phase,
                    bytes("VmRSS:") + servers, bytes("RssAnon:"), bytes("RssFile:"), bytes("RssShmem:") + servers,
                    stored, machine(), told.getAndSet(null)));
        } catch (IOException | UncheckedIOException _) {
            return; // The server has ended: there is nothing more to sample, and its phase fails by itself.
        }
    }

    private void refresh() throws IOException {
        machine.refresh();
        if (server != null) {
            server.refresh();
        }
    }

    private long bytes(String field) {
        return server == null ? 0 : server.bytes(field);
    }

    private MachineMemory machine() {
        return new MachineMemory(machine.bytes("Cached:"), machine.bytes("Shmem:"), machine.bytes("Dirty:"),
                machine.bytes("Slab:"));
    }

    /** Everything sampled so far, in order of time. */
    public synchronized List<MemorySample> samples() {
        return List.copyOf(samples);
    }

    /** Ends the sampling; the samples stay. */
    @Override
    public void close() throws IOException {
        threads.shutdown();
        awaitEnd();
        machine.close();
        if (server != null) {
            server.close();
        }
    }

    private void awaitEnd() {
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
