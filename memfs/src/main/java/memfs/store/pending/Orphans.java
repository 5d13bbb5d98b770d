package memfs.store.pending;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Inodes that have lost their last name and are still pinned.
 *
 * <p>
 * Most of them are about to be freed: unlink(2) returns before the kernel sends FORGET, and close(2) before RELEASE. A full
 * file system can wait for that instead of failing with an ENOSPC that no local file system would return.
 */
public final class Orphans {
    /** An inode that is an orphan for longer is assumed to be open: the kernel's FORGET takes a few milliseconds at most. */
    private static final long EXPECTED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final AtomicLong count = new AtomicLong();
    /** When the last inode became an orphan, or ceased to be one; {@link System#nanoTime}. */
    private volatile long lastChange;
    /** Inodes freed so far; written under the monitor. */
    private volatile long freed;
    private int freeing;
    private int waiting;

    /** An inode is pinned, and has no name (any more). */
    public void add() {
        lastChange = System.nanoTime();
        count.incrementAndGet();
    }

    /** One of them was given a name: a tmpfile, by link(2). */
    public void remove() {
        count.decrementAndGet();
    }

    /** One of them has lost its last pin: it is about to be freed, which is not immediate where it is large. */
    public synchronized void freeing() {
        freeing++;
    }

    /** One of them was freed, and its memory with it. */
    public synchronized void removeFreed() {
        lastChange = System.nanoTime();
        freeing--;
        count.decrementAndGet();
        freed++;
        if (waiting > 0) {
            notifyAll();
        }
    }

    /** Inodes freed so far. */
    public long freed() {
        return freed;
    }

    /**
     * Waits until more than so many inodes have been freed.
     *
     * @return false where none is expected to be
     */
    public synchronized boolean awaitFreed(long before) {
        waiting++;
        try {
            while (freed == before && isExpected()) {
                TimeUnit.NANOSECONDS.timedWait(this, EXPECTED_NANOS);
            }
            return freed != before;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting--;
        }
    }

    private boolean isExpected() {
        return freeing > 0 || count.get() > 0 && System.nanoTime() - lastChange < EXPECTED_NANOS;
    }
}
