package memfs.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import memfs.kernel.queue.RequestQueue;

/**
 * A connection without a kernel: gives the requests that a test puts in, keeps the replies. What lies in the buffer behind
 * a request is never zero, so that whoever reads past a request's end finds what looks like more of it.
 */
final class FakeDevice implements RequestQueue {
    private static final byte REST = 'x';
    private static final int REST_LENGTH = 256;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> replies = new LinkedBlockingQueue<>();
    private final AtomicInteger readers = new AtomicInteger();
    private final AtomicInteger mostReaders = new AtomicInteger();

    void put(byte[] request) {
        requests.add(request);
    }

    /** What comes after the requests that wait: nothing any more, as after an unmount. */
    void end() {
        requests.add(END);
    }

    /** The oldest reply that wasn't taken yet, or null. */
    byte[] reply() {
        return replies.poll();
    }

    /** As {@link #reply}, waited for. */
    byte[] awaitReply() throws InterruptedException {
        return replies.take();
    }

    /** Most threads that have waited for a request at once. */
    int mostReaders() {
        return mostReaders.get();
    }

    /** Until so many threads wait and no request does; the test's timeout ends it otherwise. */
    void awaitReaders(int count) {
        while (readers.get() != count || !requests.isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public int read(MemorySegment buffer) {
        mostReaders.accumulateAndGet(readers.incrementAndGet(), Math::max);
        try {
            return give(buffer, requests.take());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return GONE;
        } finally {
            readers.decrementAndGet();
        }
    }

    @Override
    public int poll(MemorySegment buffer) {
        byte[] request = requests.poll();
        return request == null ? AGAIN : give(buffer, request);
    }

    private int give(MemorySegment buffer, byte[] request) {
        if (request == END) {
            // For every other reader too.
            requests.add(END);
            return GONE;
        }
        buffer.asSlice(request.length, Math.min(REST_LENGTH, buffer.byteSize() - request.length)).fill(REST);
        MemorySegment.copy(request, 0, buffer, ValueLayout.JAVA_BYTE, 0, request.length);
        return request.length;
    }

    @Override
    public void write(MemorySegment buffer, int length) {
        replies.add(buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
    }
}
