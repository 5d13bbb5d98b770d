package memfs.kernel;

import java.lang.foreign.MemorySegment;

/** One worker's end of the connection to the kernel. */
interface FuseDevice {
    /** {@link #read}: no request now, try again. */
    int AGAIN = 0;
    /** {@link #read}: unmounted or aborted, no request will come any more. */
    int GONE = -1;

    /**
     * Takes the next request, and waits for one.
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
