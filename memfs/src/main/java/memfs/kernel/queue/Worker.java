package memfs.kernel.queue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import memfs.sys.Memory;

/** Reads requests and serves them, one at a time, in buffers of its own. */
public final class Worker {
    private final RequestQueue queue;
    private final MemorySegment requests;
    private final MemorySegment replies;
    private final RequestHandler handler;

    /**
     * @param bufferBytes
     *            room for any request, and for any reply
     * @throws memfs.posix.ErrnoException
     *             ENOMEM: the system has no address space for the buffers
     */
    public Worker(long bufferBytes, RequestHandler.Factory handlers, Arena arena, RequestQueue queue) {
        this.queue = queue;
        // Mapped, since an arena zeroes its memory, and so touches all of it: most requests need one page of a MiB.
        this.requests = Memory.map(bufferBytes, arena);
        this.replies = Memory.map(bufferBytes, arena);
        this.handler = handlers.create(requests, replies);
    }

    /** As {@link RequestQueue#read}. */
    int receive() {
        return queue.read(requests);
    }

    /** As {@link RequestQueue#poll}. */
    int poll() {
        return queue.poll(requests);
    }

    /** Serves the request that was just received, as {@link RequestHandler#serveBriefly}; sends the reply. */
    int serveBriefly(int length) {
        return send(handler.serveBriefly(length));
    }

    /** Serves the request that was just received, and sends the reply. */
    void serve(int length) {
        send(handler.serve(length));
    }

    private int send(int bytes) {
        if (bytes > 0) {
            queue.write(replies, bytes);
        }
        return bytes;
    }

    /** Receives and serves one request on the caller's thread; false when the connection has ended. */
    public boolean serveOne() {
        int length = receive();
        if (length > 0) {
            serve(length);
        }
        return length != RequestQueue.GONE;
    }
}
