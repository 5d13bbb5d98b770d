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

import memfs.posix.Errno;
import memfs.posix.ErrnoException;
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
    /** Entries of each queue: so many requests of one core can be under way at once, all but one of them long. */
    private static final int DEPTH = 8;
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
    /** Entries that the kernel has not ended. */
    private int live;

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
     * @throws ErrnoException
     *             as {@link IoUring#IoUring}
     */
    RingWorker(long bufferBytes, RingHandler.Factory handlers, Arena arena, int device, int core, List<Integer> queues,
            Executor longWork) {
        this.core = core;
        this.longWork = longWork;
        int count = queues.size() * DEPTH;
        this.ring = new IoUring(Integer.highestOneBit(2 * count), arena);
        this.finishedCount = new EventCounter(arena);
        this.counter = arena.allocate(JAVA_LONG);
        long bytes = RingEntry.PAYLOAD + bufferBytes;
        MemorySegment buffers = Memory.map(count * bytes, arena);
        MemorySegment vectors = arena.allocate((long) count * VECTORS_BYTES, Long.BYTES);
        for (int i = 0; i < count; i++) {
            entries.add(RingEntry.prepare(ring, i, device, queues.get(i / DEPTH), handlers,
                    buffers.asSlice(i * bytes, bytes), vectors.asSlice((long) i * VECTORS_BYTES, VECTORS_BYTES)));
        }
        ring.prepareRead(count, finishedCount.descriptor(), counter);
    }

    /** Completes with null when the kernel has accepted all entries, or with the error for the one it refused. */
    CompletableFuture<Errno> registered() {
        return registered;
    }

    @Override
    public void run() {
        if (!registered.isDone()) {
            Scheduling.bindTo(core);
            registered.complete(register());
        }
        while (live > 0) {
            work();
        }
    }

    private Errno register() {
        entries.forEach(entry -> ring.submit(entry.index()));
        live = entries.size();
        ring.submit(entries.size());
        int result = ring.enter(0);
        if (result < 0) {
            live = 0;
            return Errno.of(-result);
        }
        Errno refused = null;
        while (ring.next()) {
            if (ring.result() < 0) {
                live--;
                refused = Errno.of(-ring.result());
            } else {
                complete(ring.userData());
            }
        }
        entries.forEach(entry -> ring.setOperation(entry.index(), RingEntry.COMMIT_AND_FETCH));
        return refused;
    }

    private void work() {
        int result = ring.enter(1);
        if (result < 0 && result != -Errno.EINTR.number()) {
            LOG.log(Level.ERROR, "io_uring_enter failed ({0}); unmount, and mount again with -o io_uring=off",
                    Errno.of(-result));
            live = 0;
            return;
        }
        while (ring.next()) {
            complete(ring.userData());
        }
    }

    private void complete(int index) {
        if (index == entries.size()) {
            commitFinished();
        } else if (ring.result() >= 0) {
            serve(entries.get(index));
        } else if (isTransient(-ring.result())) {
            ring.submit(index);
        } else {
            live--;
        }
    }

    private static boolean isTransient(int errno) {
        return errno == Errno.EAGAIN.number() || errno == Errno.EINTR.number();
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
        try {
            longWork.execute(() -> serveLong(entry));
        } catch (OutOfMemoryError _) {
            // No thread could be started: this one serves the request, and others on this core wait.
            serveLong(entry);
        }
    }

    private void serveLong(RingEntry entry) {
        try {
            entry.serveLong();
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
