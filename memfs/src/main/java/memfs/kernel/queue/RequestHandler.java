package memfs.kernel.queue;

import java.lang.foreign.MemorySegment;

/** Serves the requests of one worker: reads each from the worker's buffer, and writes the reply into another one. */
public interface RequestHandler {
    /**
     * Serves the request in the buffer.
     *
     * @param length
     *            bytes of the request
     * @return bytes of the reply, or 0 where none is due
     */
    int serve(int length);

    /** Creates the handler of one worker. */
    @FunctionalInterface
    interface Factory {
        RequestHandler create(MemorySegment requests, MemorySegment replies);
    }
}
