package memfs.kernel.queue;

import java.lang.foreign.MemorySegment;

/** Serves the requests of one entry of a ring, where request and reply share one buffer. */
public interface RingHandler extends RequestHandler {
    /** {@link #serveBriefly}: the request is still to be served. */
    int TAKES_LONG = -1;

    /**
     * As {@link #serve}, or {@link #TAKES_LONG} and nothing done where that may take long or has to wait.
     *
     * @param length
     *            bytes of the payload
     */
    int serveBriefly(int length);

    /** As {@link #serve}, where no other thread may be used and this one must not wait: ENOSPC is returned at once. */
    int serveWithoutWaiting(int length);

    /** Creates the handler of one entry. */
    @FunctionalInterface
    interface Factory {
        RingHandler create(MemorySegment entry);
    }
}
