package benchmarks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import workload.process.ProcessCpu;
import workload.target.ServerStatistics;

/** What the server has used and answered so far. */
final class ServerFigures {
    private static final long SETTLE_DEADLINE_NANOS = TimeUnit.MINUTES.toNanos(2);
    /** Twenty ticks of the processor time's clock. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final ClientSettings settings;

    ServerFigures(ClientSettings settings) {
        this.settings = settings;
    }

    /** Processor time of all its threads, in nanoseconds; 0 without a server. */
    long cpuNanos() {
        if (settings.server().isEmpty()) {
            return 0;
        }
        try {
            return ProcessCpu.nanosOf(settings.server().getAsLong());
        } catch (IOException e) {
            throw new UncheckedIOException("the server is gone", e);
        }
    }

    /**
     * Waits until the server has nothing to do: dropped inodes are forgotten by messages that nobody waits for, and
     * these would be served in the middle of the next phase.
     */
    void awaitIdle() {
        long deadline = System.nanoTime() + SETTLE_DEADLINE_NANOS;
        long before = -1;
        for (long now = cpuNanos(); now != before; now = cpuNanos()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the server was still busy 2 min after the last request");
            }
            before = now;
            LockSupport.parkNanos(settings.server().isEmpty() ? 0 : SETTLE_NANOS);
        }
    }

    /** Messages by opcode; empty where nobody counts. */
    Map<String, Long> messages() {
        if (settings.statistics() == null) {
            return Map.of();
        }
        try {
            return new ServerStatistics(settings.server().orElseThrow(), settings.statistics()).messages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came between two counts, without what didn't come. */
    static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> between = new TreeMap<>();
        after.forEach((opcode, count) -> {
            long more = count - before.getOrDefault(opcode, 0L);
            if (more > 0) {
                between.put(opcode, more);
            }
        });
        return between;
    }
}
