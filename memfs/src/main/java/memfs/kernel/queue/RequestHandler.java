package memfs.kernel.queue;

import java.lang.foreign.MemorySegment;

/** Serves the requests of one worker: reads each from the worker's buffer, and writes the reply into another one. */
public interface RequestHandler {
    /** {@link #serveBriefly}: the request is still to be served. */
    int TAKES_LONG = -1;

    /**
     * Serves the request in the buffer.
     *
     * @param length
     *            bytes of the request
     * @return bytes of the reply, or 0 where none is due
     */
    int serve(int length);

    /** As {@link #serve}, or {@link #TAKES_LONG} and nothing done where that may take long or has to wait. */
    int serveBriefly(int length);

    /** Creates the handler of one worker. */
    @FunctionalInterface
    interface Factory {
        RequestHandler create(MemorySegment requests, MemorySegment replies);
    }
}
