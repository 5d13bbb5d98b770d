package memfs.store;

import java.lang.foreign.MemorySegment;

/** The source of the store's memory: anonymous pages of the operating system. */
public interface PageSource {

    /**
     * Maps so many bytes, at a page's border, zeroed and not yet backed by memory.
     *
     * @throws OutOfMemoryError
     *             when the operating system refuses: a limit of the process, or of overcommitted memory
     */
    MemorySegment map(long bytes);

    /** Bytes in a page of the operating system: a power of two, 4096 or more. */
    int pageBytes();

    /**
     * Releases the memory of whole pages of a mapped segment; they read as zeros from then on, until written to. False, and
     * nothing done, where the system refuses.
     */
    boolean release(MemorySegment pages);

    /** Ends what {@link #map} began; the segment must not be used any more. */
    void unmap(MemorySegment mapped);
}
