package memfs.kernel.queue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import memfs.sys.Memory;

/**
 * Reads what the kernel sends by /dev/fuse beside a ring: FORGET and INTERRUPT, which have no reply. Read periodically,
 * many FORGETs come as one BATCH_FORGET; while a request waits for the space of removed files they are read at once.
 */
public final class ForgetReader implements Runnable {
    private static final long PERIOD_NANOS = 20_000_000;

    private final RequestQueue device;
    private final MemorySegment requests;
    private final MemorySegment replies;
    private final RequestHandler handler;
    /** Requests that wait for space. */
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Thread thread;

    /**
     * @param bufferBytes
     *            room for any request, and for any reply
     */
    public ForgetReader(long bufferBytes, RequestHandler.Factory handlers, Arena arena, RequestQueue device) {
        this.device = device;
        this.requests = Memory.map(bufferBytes, arena);
        this.replies = Memory.map(bufferBytes, arena);
        this.handler = handlers.create(requests, replies);
    }

    /** Adds to the number of requests that wait for space. While it is above 0, FORGETs are read at once. */
    public void expedite(int change) {
        waiting.addAndGet(change);
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        int length = RequestQueue.AGAIN;
        while (length != RequestQueue.GONE) {
            if (length == RequestQueue.AGAIN) {
                length = device.read(requests);
                rest(length);
            }
            while (length > 0) {
                serve(length);
                length = device.poll(requests);
            }
        }
    }

    /** Lets more of them come, with the first one read already. */
    private void rest(int length) {
        if (length > 0 && waiting.get() == 0) {
            LockSupport.parkNanos(this, PERIOD_NANOS);
        }
    }

    private void serve(int length) {
        int reply = handler.serve(length);
        if (reply > 0) {
            device.write(replies, reply);
        }
    }
}
