package memfs.kernel.queue;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

import memfs.sys.IoUring;

/**
 * One place in a ring where the kernel puts a request and takes its reply: headers and payload, which request and reply share.
 * All that a request says must be read before its reply is written.
 */
public final class RingEntry {
    /**
     * {@code struct fuse_uring_req_header} in {@code include/uapi/linux/fuse.h}: the header of the request or the reply at 0,
     * the operation's own header, and {@code struct fuse_uring_ent_in_out}.
     */
    public static final int FIELDS = 128;
    public static final int FIELDS_END = 256;
    private static final int COMMIT_ID = FIELDS_END + 8;
    private static final int PAYLOAD_BYTES = FIELDS_END + 16;
    private static final int HEADERS_BYTES = FIELDS_END + 32;
    /** Where the payload begins in our buffers: at a page of its own. */
    public static final int PAYLOAD = 4096;
    /** {@code struct fuse_out_header}, which a reply's length counts. */
    private static final int OUT_HEADER = 16;

    /** {@code enum fuse_uring_cmd}. */
    private static final int REGISTER = 1;
    static final int COMMIT_AND_FETCH = 2;
    /** {@code struct fuse_uring_cmd_req}: flags, commit_id, qid. */
    private static final int COMMAND_COMMIT_ID = 8;
    private static final int COMMAND_QUEUE = 16;

    private final int index;
    /** Requests of the entry's queue that other threads serve. */
    private final AtomicInteger handedOver;
    private final MemorySegment buffer;
    private final RingHandler handler;
    /** The device's part of the entry's command. */
    private final MemorySegment command;

    private RingEntry(int index, AtomicInteger handedOver, MemorySegment buffer, RingHandler handler,
            MemorySegment command) {
        this.index = index;
        this.handedOver = handedOver;
        this.buffer = buffer;
        this.handler = handler;
        this.command = command;
    }

    /**
     * Prepares the command that registers an entry.
     *
     * @param queue
     *            number of the core whose programs' requests come here
     * @param handedOver
     *            shared by the entries of one queue
     * @param vectors
     *            room for two {@code struct iovec}
     */
    static RingEntry prepare(IoUring ring, int index, int device, int queue, AtomicInteger handedOver,
            RingHandler.Factory handlers, MemorySegment buffer, MemorySegment vectors) {
        vectors.setAtIndex(JAVA_LONG, 0, buffer.address());
        vectors.setAtIndex(JAVA_LONG, 1, HEADERS_BYTES);
        vectors.setAtIndex(JAVA_LONG, 2, buffer.address() + PAYLOAD);
        vectors.setAtIndex(JAVA_LONG, 3, buffer.byteSize() - PAYLOAD);
        MemorySegment command = ring.prepareCommand(index, device, REGISTER, vectors, 2);
        command.set(JAVA_INT, COMMAND_QUEUE, queue);
        return new RingEntry(index, handedOver, buffer, handlers.create(buffer), command);
    }

    int index() {
        return index;
    }

    /** Serves the request that is there; false, and nothing done, where that may take long. */
    boolean serve() {
        command.set(JAVA_LONG, COMMAND_COMMIT_ID, buffer.get(JAVA_LONG, COMMIT_ID));
        int reply = handler.serveBriefly(payloadBytes());
        if (reply == RingHandler.TAKES_LONG) {
            return false;
        }
        setReplyLength(reply);
        return true;
    }

    /** Whether another thread may serve it: one entry of each queue stays for other requests. */
    boolean mayBeHandedOver(int entriesOfQueue) {
        if (handedOver.incrementAndGet() < entriesOfQueue) {
            return true;
        }
        handedOver.decrementAndGet();
        return false;
    }

    /** Serves, on another thread, the request that {@link #serve} declined as long. */
    void serveHandedOver() {
        try {
            setReplyLength(handler.serve(payloadBytes()));
        } finally {
            handedOver.decrementAndGet();
        }
    }

    /** Serves what {@link #serve} declined on the same thread. */
    void serveWithoutWaiting() {
        setReplyLength(handler.serveWithoutWaiting(payloadBytes()));
    }

    private int payloadBytes() {
        return buffer.get(JAVA_INT, PAYLOAD_BYTES);
    }

    private void setReplyLength(int bytes) {
        buffer.set(JAVA_INT, PAYLOAD_BYTES, Math.max(0, bytes - OUT_HEADER));
    }
}
