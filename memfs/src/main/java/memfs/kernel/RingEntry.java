package memfs.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

import memfs.sys.IoUring;

/**
 * One place in a ring where the kernel puts a request and takes its reply: headers and payload, which request and reply share.
 * All that a request says must be read before its reply is written.
 */
final class RingEntry {
    private final int index;
    private final MemorySegment buffer;
    private final Dispatcher dispatcher;
    /** The device's part of the entry's command. */
    private final MemorySegment command;

    private RingEntry(int index, MemorySegment buffer, Dispatcher dispatcher, MemorySegment command) {
        this.index = index;
        this.buffer = buffer;
        this.dispatcher = dispatcher;
        this.command = command;
    }

    /**
     * Prepares the command that registers an entry.
     *
     * @param queue
     *            number of the core whose programs' requests come here
     * @param vectors
     *            room for two {@code struct iovec}
     */
    static RingEntry prepare(IoUring ring, int index, int device, int queue, Connection connection,
            MemorySegment buffer,
            MemorySegment vectors) {
        vectors.setAtIndex(JAVA_LONG, 0, buffer.address());
        vectors.setAtIndex(JAVA_LONG, 1, Abi.RING_HEADERS);
        vectors.setAtIndex(JAVA_LONG, 2, buffer.address() + Abi.RING_PAYLOAD);
        vectors.setAtIndex(JAVA_LONG, 3, buffer.byteSize() - Abi.RING_PAYLOAD);
        MemorySegment command = ring.prepareCommand(index, device, Abi.RING_REGISTER, vectors, 2);
        command.set(JAVA_INT, Abi.COMMAND_QUEUE, queue);
        return new RingEntry(index, buffer, new Dispatcher(connection, buffer), command);
    }

    int index() {
        return index;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** Serves the request that is there; false, and nothing done, where that may take long. */
    boolean serve() {
        command.set(JAVA_LONG, Abi.COMMAND_COMMIT_ID, buffer.get(JAVA_LONG, Abi.RING_COMMIT_ID));
        int reply = dispatcher.serveBriefly(buffer.get(JAVA_INT, Abi.RING_PAYLOAD_SIZE));
        return reply != Dispatcher.TAKES_LONG && replied(reply);
    }

    /** Serves what {@link #serve} has left to a thread that has time. */
    void serveLong() {
        replied(dispatcher.serve(buffer.get(JAVA_INT, Abi.RING_PAYLOAD_SIZE)));
    }

    private boolean replied(int bytes) {
        buffer.set(JAVA_INT, Abi.RING_PAYLOAD_SIZE, Math.max(0, bytes - Abi.OUT_HEADER));
        return true;
    }
}
