package memfs.store;

import java.lang.foreign.MemorySegment;

/**
 * The one owner of the memory behind file content: hands out pages, counts them against the size limit, and is the only
 * way to their bytes.
 *
 * <p>
 * A page belongs to whoever allocated it, until it is freed; the pool guards only its own books, not the bytes.
 */
interface BlockPool extends AutoCloseable {
    int PAGE_SHIFT = 12;

    /** Bytes in a page. */
    int PAGE_SIZE = 1 << PAGE_SHIFT;

    /** No page: a hole, or an allocation that the limit refuses. */
    int NONE = 0;

    /** A page whose bytes are undefined, or {@link #NONE} at the size limit or when the machine has no more memory. */
    int allocate();

    void free(int page);

    /** Copies bytes out of one page; the range must lie within it, as for the next two. */
    void read(int page, int pageOffset, MemorySegment target, long targetOffset, int length);

    void write(int page, int pageOffset, MemorySegment source, long sourceOffset, int length);

    void zero(int page, int pageOffset, int length);

    /**
     * Counts bytes that live elsewhere (symbolic links, extended attributes) against the limit.
     *
     * @throws memfs.posix.ErrnoException
     *             ENOSPC
     */
    void charge(long bytes);

    void discharge(long bytes);

    /** The size limit, bytes. */
    long capacityBytes();

    /** Bytes in allocated pages, and charged ones. */
    long liveBytes();

    /** Bytes taken from the operating system. */
    long reservedBytes();

    /** Gives everything back to the operating system. */
    @Override
    void close();
}
