package memfs.mount;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import memfs.posix.Failure;
import memfs.posix.Threads;
import memfs.store.StoreUsage;
import memfs.store.tree.MemFileSystem;
import memfs.sys.Memory;

/**
 * Releases memory when much has been removed and the store no longer changes, and keeps Java's garbage within bounds until
 * then.
 *
 * <p>
 * Only a full collection makes Java's heap smaller, and an idle server never triggers one. It costs time in proportion to
 * what is left, so it runs where at least as much was freed. While files come and go some garbage grows old, and Serial
 * collects that only when the heap has reached its limit, a quarter of the machine: so a busy server is collected too, when
 * its heap has doubled. Where nothing is removed this thread never wakes.
 */
final class Housekeeping implements Runnable, AutoCloseable {
    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());

    /** How long the store must stay unchanged. */
    private static final Duration QUIET_TIME = Duration.ofSeconds(2);
    /** Inodes that make less than half a MiB of heap. */
    private static final long MIN_FREED = 1000;
    /** Bytes by which the heap may grow beyond twice of what the last collection has left. */
    private static final long GARBAGE_ALLOWANCE = 16 << 20;

    private final Supplier<StoreUsage> usage;
    private final LongSupplier heapUsed;
    private final Runnable collector;
    private final Runnable trimmer;
    private final Duration quietTime;
    private final Thread thread = Thread.ofPlatform().name("housekeeping").daemon().unstarted(this);
    private final AtomicLong freed = new AtomicLong();
    private volatile boolean asleep;
    private volatile boolean ended;
    private Snapshot last;
    private long collected;
    private long heapLeft;

    /** The state of the store at one moment. */
    private record Snapshot(long freed, StoreUsage usage) {}

    /**
     * @param heapUsed
     *            bytes of Java's heap, garbage included
     * @param collector
     *            collects the heap, and malloc's; expensive
     * @param trimmer
     *            releases the store's free off-heap memory; fast where there is little
     * @param quietTime
     *            from one check to the next
     */
    Housekeeping(Supplier<StoreUsage> usage, LongSupplier heapUsed, Runnable collector, Runnable trimmer,
            Duration quietTime) {
        this.usage = usage;
        this.heapUsed = heapUsed;
        this.collector = collector;
        this.trimmer = trimmer;
        this.quietTime = quietTime;
    }

    /** Starts it for a store. */
    static Housekeeping of(MemFileSystem store) {
        Housekeeping housekeeping = new Housekeeping(store::usage, Housekeeping::javaHeapUsed, () -> {
            System.gc();
            Memory.trimMalloc();
        }, store::trim, QUIET_TIME);
        store.whenFreed(housekeeping::wake);
        housekeeping.start();
        return housekeeping;
    }

    private static long javaHeapUsed() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    void start() {
        thread.start();
    }

    /** An inode was removed, or a file truncated; for any thread. */
    void wake() {
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
            boolean unchanged = false;
            while (!ended && !unchanged) {
                LockSupport.parkNanos(this, quietTime.toNanos());
                unchanged = !ended && checkSafely();
            }
        }
    }

    /** Until something is freed. What was freed before asleep was set doesn't wake this thread, but has changed the count. */
    private void sleep() {
        asleep = true;
        while (asleep && !ended && (last == null ? 0 : last.freed) == freed.get()) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    /** A failure must not end the thread: a server that is short of memory needs the next check most. */
    private boolean checkSafely() {
        try {
            return check();
        } catch (Throwable e) {
            Failure.log(LOG, "housekeeping continues after a failure; please report it", e);
            return false;
        }
    }

    /** Releases memory where nothing has changed since the last check; returns whether that was so. */
    boolean check() {
        Snapshot now = new Snapshot(freed.get(), usage.get());
        boolean unchanged = now.equals(last);
        last = now;
        if (unchanged) {
            release(now);
        } else if (heapUsed.getAsLong() > 2 * heapLeft + GARBAGE_ALLOWANCE) {
            collect(now);
        }
        return unchanged;
    }

    private void release(Snapshot now) {
        if (now.freed - collected >= Math.max(MIN_FREED, now.usage.inodes())) {
            collect(now);
        }
        trimmer.run();
    }

    private void collect(Snapshot now) {
        collected = now.freed;
        collector.run();
        heapLeft = heapUsed.getAsLong();
    }

    /** Ends it, and waits for that: a store that is being closed must not be trimmed. */
    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
        Threads.join(thread);
    }
}
