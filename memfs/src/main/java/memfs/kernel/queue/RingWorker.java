package memfs.kernel.queue;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.posix.Failure;
import memfs.sys.EventCounter;
import memfs.sys.IoUring;
import memfs.sys.Memory;
import memfs.sys.Scheduling;

/**
 * One core's thread: serves the requests of programs that run there, so that a client that goes to sleep is followed by its
 * server on the same core, without a wake-up across cores. fs/fuse/dev_uring.c.
 *
 * <p>
 * A request that may take long is handed to another thread, and its reply comes back here: the kernel takes it only from the
 * thread that registered the entry, and requests of other programs on this core use the other entries meanwhile.
 */
final class RingWorker implements Runnable {
    private static final Logger LOG = System.getLogger(RingWorker.class.getName());
    /** Entries of each queue: so many requests of one core can be under way at once, all but one of them handed over. */
    private static final int DEPTH = 8;
    private static final long PAUSE_NANOS = 1_000_000;
    /** Bytes of two {@code struct iovec}. */
    private static final int VECTORS_BYTES = 4 * Long.BYTES;

    private final int core;
    private final Executor longWork;
    private final IoUring ring;
    private final EventCounter finishedCount;
    private final MemorySegment counter;
    private final List<RingEntry> entries = new ArrayList<>();
    private final ConcurrentLinkedQueue<RingEntry> finished = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Errno> registered = new CompletableFuture<>();
    private final Runnable abort;
    /** Entries that the kernel has not ended. */
    private int live;
    private volatile boolean stopped;
    private volatile boolean reachedKernel;

    /**
     * Sets the ring up, and registers nothing yet.
     *
     * @param bufferBytes
     *            room for any request's payload, and for any reply's
     * @param core
     *            where the thread is to run
     * @param queues
     *            cores whose requests it serves: its own, and others that have no thread
     * @param longWork
     *            runs what may take long
     * @param abort
     *            ends the connection, where this thread can serve no more
     * @throws ErrnoException
     *             as {@link IoUring#IoUring}
     */
    RingWorker(long bufferBytes, RingHandler.Factory handlers, Arena arena, int device, int core, List<Integer> queues,
            Executor longWork, Runnable abort) {
        this.core = core;
        this.longWork = longWork;
        this.abort = abort;
        int count = queues.size() * DEPTH;
        this.finishedCount = new EventCounter(arena);
        // Not the arena's: the kernel may complete its read of the counter after the ring is closed.
        this.counter = Arena.global().allocate(JAVA_LONG);
        this.ring = ring(Integer.highestOneBit(2 * count), arena);
        long bytes = RingEntry.PAYLOAD + bufferBytes;
        MemorySegment buffers = map(count * bytes, arena);
        MemorySegment vectors = arena.allocate((long) count * VECTORS_BYTES, Long.BYTES);
        for (int queue : queues) {
            AtomicInteger handedOver = new AtomicInteger();
            for (int i = 0; i < DEPTH; i++) {
                int index = entries.size();
                entries.add(RingEntry.prepare(ring, index, device, queue, handedOver, handlers,
                        buffers.asSlice(index * bytes, bytes),
                        vectors.asSlice((long) index * VECTORS_BYTES, VECTORS_BYTES)));
            }
        }
        ring.prepareRead(count, finishedCount.descriptor(), counter);
    }

    private IoUring ring(int size, Arena arena) {
        try {
            return new IoUring(size, arena);
        } catch (ErrnoException e) {
            finishedCount.close();
            throw e;
        }
    }

    private MemorySegment map(long bytes, Arena arena) {
        try {
            return Memory.map(bytes, arena);
        } catch (ErrnoException e) {
            close();
            throw e;
        }
    }

    /** Completes with null when the kernel has accepted all entries, or with the error for the one it refused. */
    CompletableFuture<Errno> registered() {
        return registered;
    }

    /** Whether its entries were submitted, whatever the kernel has made of them. */
    boolean reachedKernel() {
        return reachedKernel;
    }

    /** Ends the thread though the kernel has not ended its entries; for any thread. */
    void stop() {
        stopped = true;
        finishedCount.increment();
    }

    @Override
    public void run() {
        if (!registered.isDone()) {
            registered.complete(bindAndRegister());
        }
        while (live > 0 && !stopped) {
            work();
        }
    }

    private Errno bindAndRegister() {
        try {
            Scheduling.bindTo(core);
        } catch (ErrnoException e) {
            LOG.log(Level.DEBUG, "the thread of core {0} stays unbound, and so slower ({1})", core, e.errno());
        }
        try {
            return register();
        } catch (Throwable e) {
            Failure.log(LOG, "a ring can't be registered", e);
            return Errno.EIO;
        }
    }

    private Errno register() {
        entries.forEach(entry -> ring.submit(entry.index()));
        live = entries.size();
        ring.submit(entries.size());
        while (ring.pending() > 0) {
            int result = ring.enter(0);
            if (result <= 0 && result != -Errno.EINTR.number()) {
                // The end of the thread cancels what was submitted.
                live = 0;
                return result == 0 ? Errno.ENOMEM : Errno.of(-result);
            }
        }
        reachedKernel = true;
        entries.forEach(entry -> ring.setOperation(entry.index(), RingEntry.COMMIT_AND_FETCH));
        Errno refused = null;
        while (ring.next()) {
            if (ring.result() < 0) {
                refused = Errno.of(-ring.result());
            }
            complete(ring.userData());
        }
        return refused;
    }

    private void work() {
        int result = ring.enter(1);
        if (result < 0) {
            failed(Errno.of(-result));
        }
        while (ring.next()) {
            complete(ring.userData());
        }
    }

    private void failed(Errno errno) {
        switch (errno) {
            case EINTR -> {
            }
            case EAGAIN, EBUSY, ENOMEM -> LockSupport.parkNanos(this, PAUSE_NANOS);
            default -> {
                LOG.log(Level.ERROR, "io_uring_enter failed ({0}); mount again with -o io_uring=off", errno);
                live = 0;
                abort.run();
            }
        }
    }

    private void complete(int index) {
        if (index == entries.size()) {
            commitFinished();
        } else if (ring.result() >= 0) {
            serve(entries.get(index));
        } else {
            end(index, Errno.of(-ring.result()));
        }
    }

    /** What the kernel ends an entry with. */
    private void end(int index, Errno errno) {
        switch (errno) {
            case EAGAIN, EINTR -> ring.submit(index);
            // The connection has ended.
            case ENOTCONN, ECONNABORTED, ECANCELED, ENODEV -> live--;
            default -> {
                live--;
                if (registered.isDone()) {
                    LOG.log(Level.ERROR, "the kernel ended an entry of the ring ({0}); this is a bug, please report it",
                            errno);
                }
            }
        }
    }

    private void serve(RingEntry entry) {
        boolean served = true;
        try {
            served = entry.serve();
        } finally {
            // Whatever fails, the client waits for a reply: then for a header that the kernel refuses.
            if (served) {
                ring.submit(entry.index());
            }
        }
        if (!served) {
            handOver(entry);
        }
    }

    private void handOver(RingEntry entry) {
        if (!entry.mayBeHandedOver(DEPTH)) {
            serveHere(entry, entry::serveWithoutWaiting);
            return;
        }
        try {
            longWork.execute(() -> serveHandedOver(entry));
        } catch (OutOfMemoryError | RejectedExecutionException _) {
            // No thread could be started: this one serves the request, and others on this core wait.
            serveHere(entry, entry::serveHandedOver);
        }
    }

    private void serveHere(RingEntry entry, Runnable service) {
        try {
            service.run();
        } finally {
            ring.submit(entry.index());
        }
    }

    private void serveHandedOver(RingEntry entry) {
        try {
            entry.serveHandedOver();
        } finally {
            finished.add(entry);
            finishedCount.increment();
        }
    }

    private void commitFinished() {
        ring.submit(entries.size());
        for (RingEntry entry = finished.poll(); entry != null; entry = finished.poll()) {
            ring.submit(entry.index());
        }
    }

    /** After the end of the thread. */
    void close() {
        ring.close();
        finishedCount.close();
    }
}
