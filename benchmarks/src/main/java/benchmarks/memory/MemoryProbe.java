package benchmarks.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import workload.memory.Figures;
import workload.memory.Quantity;
import workload.os.Commands;
import workload.os.ProcFiles;
import workload.phase.Caches;
import workload.study.ServerMemory;
import workload.target.OpenTarget;

/** Looks at the memory that one target holds. */
final class MemoryProbe {
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final Duration SETTLE_DEADLINE = Duration.ofSeconds(30);
    private static final long POLL_NANOS = 100_000_000;
    /** Less than this isn't a fall: single pages come and go. */
    private static final long FALL_BYTES = 256 << 10;

    private final OpenTarget target;
    /** Null without a server. */
    private final Long server;
    private final Duration calm;

    /**
     * @param calm
     *            for how long nothing may fall any more until memory counts as settled
     */
    MemoryProbe(OpenTarget target, Duration calm) {
        this.target = target;
        server = target.settings().serverPid();
        this.calm = calm;
    }

    /**
     * As it is now, what the kernel keeps back of writes having been written. The kernel's objects come first: asking the
     * server makes some of its own.
     */
    Figures look() throws IOException {
        Caches.writeBack(target.directory());
        Map<Quantity, Long> bytes = new EnumMap<>(KernelSlabs.read());
        if (server != null) {
            addProcess(bytes);
            addServer(bytes);
        }
        LongSupplier held = target.heldBytes();
        if (held != null) {
            bytes.put(Quantity.HELD, held.getAsLong());
        }
        return new Figures(bytes);
    }

    /** After a full collection of the server's heap; as it is where there is no server. */
    Figures lookAfterCollection() throws IOException {
        if (server != null) {
            Commands.run(JCMD.toString(), server.toString(), "GC.run");
        }
        return look();
    }

    /**
     * Waits until the server's memory falls no more: what is freed goes back in batches, some time after the requests. A
     * tmpfs has given it back when unlink returns.
     */
    Figures lookSettled() throws IOException {
        if (server != null) {
            Caches.writeBack(target.directory());
            awaitCalm();
        }
        return look();
    }

    /** By /proc alone: a server that is asked for its statistics again and again makes garbage. */
    private void awaitCalm() throws IOException {
        long deadline = System.nanoTime() + SETTLE_DEADLINE.toNanos();
        long least = rss();
        long since = System.nanoTime();
        while (System.nanoTime() - since < calm.toNanos() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(POLL_NANOS);
            long now = rss();
            if (now < least - FALL_BYTES) {
                least = now;
                since = System.nanoTime();
            }
        }
    }

    private long rss() throws IOException {
        return ProcFiles.statusBytes(server, "VmRSS");
    }

    private void addProcess(Map<Quantity, Long> bytes) throws IOException {
        bytes.put(Quantity.RSS, ProcFiles.statusBytes(server, "VmRSS"));
        bytes.put(Quantity.RSS_ANON, ProcFiles.statusBytes(server, "RssAnon"));
        bytes.put(Quantity.RSS_FILE, ProcFiles.statusBytes(server, "RssFile"));
        bytes.put(Quantity.RSS_SHMEM, ProcFiles.statusBytes(server, "RssShmem"));
    }

    private void addServer(Map<Quantity, Long> bytes) throws IOException {
        ServerMemory memory = target.memory();
        bytes.put(Quantity.HEAP_USED, memory.heapUsedBytes());
        bytes.put(Quantity.HEAP_COMMITTED, memory.heapCommittedBytes());
        bytes.put(Quantity.OFF_HEAP_LIVE, memory.offHeapLiveBytes());
        bytes.put(Quantity.OFF_HEAP_RESERVED, memory.offHeapReservedBytes());
    }
}
