package memfs.mount;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import memfs.posix.Failure;
import memfs.store.StoreUsage;
import memfs.store.tree.MemFileSystem;
import memfs.sys.Memory;

/**
 * Gives memory back when much has been removed and the server has come to rest, and keeps Java's garbage within bounds until
 * then.
 *
 * <p>
 * A full collection alone makes Java's heap smaller, and nobody asks for one on an idle server. It costs what is left, so it
 * is worth it where at least as much has gone. While files come and go some garbage grows old, and Serial collects that
 * only when the heap has reached its limit, a quarter of the machine: so a busy server is collected too, when its heap has
 * doubled. A server from which nothing is removed is never woken up by this.
 */
final class Housekeeping implements Runnable, AutoCloseable {
    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());

    /** How long the store must stay as it is. */
    private static final Duration REST = Duration.ofSeconds(2);
    /** Inodes that make less than half a MiB of heap. */
    private static final long FEW = 1000;
    /** What the heap may grow by beside as much as was left by the last collection, bytes. */
    private static final long GARBAGE = 16 << 20;

    private final Supplier<StoreUsage> usage;
    private final LongSupplier heapUsed;
    private final Runnable collector;
    private final Runnable trimmer;
    private final Duration rest;
    private final Thread thread = Thread.ofPlatform().name("housekeeping").daemon().unstarted(this);
    private final AtomicLong freed = new AtomicLong();
    private volatile boolean asleep;
    private volatile boolean ended;
    private Look last;
    private long collected;
    private long heapLeft;

    /** What the store was like at one moment. */
    private record Look(long freed, StoreUsage usage) {}

    /**
     * @param heapUsed
     *            bytes of Java's heap, garbage included
     * @param collector
     *            collects the heap, and malloc's; dear
     * @param trimmer
     *            gives back what the store has free off the heap; cheap where there is little
     * @param rest
     *            from one look to the next
     */
    Housekeeping(Supplier<StoreUsage> usage, LongSupplier heapUsed, Runnable collector, Runnable trimmer,
            Duration rest) {
        this.usage = usage;
        this.heapUsed = heapUsed;
        this.collector = collector;
        this.trimmer = trimmer;
        this.rest = rest;
    }

    /** Starts it for a store. */
    static Housekeeping of(MemFileSystem store) {
        Housekeeping housekeeping = new Housekeeping(store::usage, Housekeeping::javaHeapUsed, () -> {
            System.gc();
            Memory.trimMalloc();
        }, store::trim, REST);
        store.whenFreed(housekeeping::stir);
        housekeeping.start();
        return housekeeping;
    }

    private static long javaHeapUsed() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    void start() {
        thread.start();
    }

    /** An inode is gone, or a file was cut; for any thread. */
    void stir() {
        freed.incrementAndGet();
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        while (!ended) {
            sleep();
            boolean atRest = false;
            while (!ended && !atRest) {
                LockSupport.parkNanos(this, rest.toNanos());
                atRest = !ended && lookSafely();
            }
        }
    }

    /** Until something is freed; what was freed meanwhile has not seen that we sleep, but we see it. */
    private void sleep() {
        asleep = true;
        while (asleep && !ended && (last == null ? 0 : last.freed) == freed.get()) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    /** A server that is short of memory needs the next look more than any other. */
    private boolean lookSafely() {
        try {
            return look();
        } catch (Throwable e) {
            Failure.log(LOG, "housekeeping goes on after a failure; please report it", e);
            return false;
        }
    }

    /** Tidies up where nothing has changed since the last look; whether that was so. */
    boolean look() {
        Look now = new Look(freed.get(), usage.get());
        boolean atRest = now.equals(last);
        last = now;
        if (atRest) {
            tidy(now);
        } else if (heapUsed.getAsLong() > 2 * heapLeft + GARBAGE) {
            collect(now);
        }
        return atRest;
    }

    private void tidy(Look now) {
        if (now.freed - collected >= Math.max(FEW, now.usage.inodes())) {
            collect(now);
        }
        trimmer.run();
    }

    private void collect(Look now) {
        collected = now.freed;
        collector.run();
        heapLeft = heapUsed.getAsLong();
    }

    /** Ends it, and waits for that: a store that is being closed must not be trimmed. */
    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
