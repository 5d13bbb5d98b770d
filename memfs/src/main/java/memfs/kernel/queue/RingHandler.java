package memfs.kernel.queue;

import java.lang.foreign.MemorySegment;

/** Serves the requests of one entry of a ring, where request and reply share one buffer. */
public interface RingHandler extends RequestHandler {
    /** As {@link #serve}, where no other thread may be used and this one must not wait: ENOSPC is returned at once. */
    int serveWithoutWaiting(int length);

    /** Creates the handler of one entry. */
    @FunctionalInterface
    interface Factory {
        RingHandler create(MemorySegment entry);
    }
}
