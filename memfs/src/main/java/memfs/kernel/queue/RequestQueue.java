package memfs.kernel.queue;

import java.lang.foreign.MemorySegment;

/** Where one worker reads requests and writes replies. */
public interface RequestQueue {
    /** {@link #read}: no request now, try again. */
    int AGAIN = 0;
    /** {@link #read}: unmounted or aborted, no request will come any more. */
    int GONE = -1;

    /**
     * Reads the next request; blocks until there is one.
     *
     * @param buffer
     *            at least max_write and 4 KiB, or the kernel refuses with EINVAL
     * @return bytes of the request, {@link #AGAIN} or {@link #GONE}
     */
    int read(MemorySegment buffer);

    /** As {@link #read}, without waiting. */
    int poll(MemorySegment buffer);

    /** Sends a buffer's first bytes as a reply; one to a request that was interrupted or aborted meanwhile is dropped. */
    void write(MemorySegment buffer, int length);
}
