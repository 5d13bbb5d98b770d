package memfs.store.content;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The one owner of the memory behind file content: hands out blocks, counts them against the size limit, and is the only
 * way to their bytes.
 *
 * <p>
 * A block is named by a number that is never 0. It belongs to the caller that allocated it until that caller frees it and
 * drops the number; assertions check that no block is freed twice or used after that. The pool guards only its own bookkeeping,
 * not the bytes.
 */
public interface BlockPool extends AutoCloseable {
    int PAGE_SHIFT = 12;

    /** Bytes in a page of a file: the largest block. */
    int PAGE_SIZE = 1 << PAGE_SHIFT;

    /** A page of them. */
    MemorySegment ZEROS = Arena.global().allocate(PAGE_SIZE).asReadOnly();

    /** No block: a hole, or an allocation that the limit refuses. */
    long NONE = 0;

    /** Bytes in a block. */
    static int capacity(long block) {
        return SizeClass.bytes((int) block & (SizeClass.UNIT - 1));
    }

    /**
     * A block of at least so many bytes, which are undefined.
     *
     * @param bytes
     *            1 to {@link #PAGE_SIZE}
     * @return {@link #NONE} at the size limit, or when the machine has no more memory
     */
    long allocate(int bytes);

    /**
     * A block of another size in the place of one, which is freed; it begins with the same bytes as far as both go.
     *
     * @return {@link #NONE}, and nothing done, at the size limit or when the machine has no more memory
     */
    long reallocate(long block, int bytes);

    void free(long block);

    /**
     * Frees a block and the blocks whose numbers it holds, {@link #NONE} for none, all at once: block by block, a thread that
     * frees many would contend with those that allocate at each of them.
     *
     * @return bytes of the blocks that it held
     */
    long freeWithListed(long block);

    /**
     * Copies bytes out of a block. The range may go on into the blocks after it where these are pages, each
     * {@link #PAGE_SIZE} more than the last by number, and the caller's.
     */
    void read(long block, int blockOffset, MemorySegment target, long targetOffset, int length);

    void write(long block, int blockOffset, MemorySegment source, long sourceOffset, int length);

    /** Zeroes a range within one block. */
    void zero(long block, int blockOffset, int length);

    /** The number at a place within a block, a multiple of 8. */
    long getLong(long block, int blockOffset);

    void putLong(long block, int blockOffset, long value);

    /**
     * Counts bytes that live elsewhere against the limit.
     *
     * @throws memfs.posix.ErrnoException
     *             ENOSPC
     */
    void charge(long bytes);

    void discharge(long bytes);

    /** Notes that so many bytes of a file were copied to grow or shrink it. */
    void noteCopied(long bytes);

    /** Bytes noted by {@link #noteCopied} since the pool was made. */
    long copiedBytes();

    /** The size limit, bytes. */
    long capacityBytes();

    /** Sets the size limit; false, and nothing done, where more is live already. */
    boolean resize(long newCapacityBytes);

    /** Bytes in allocated blocks, and charged ones. */
    long ownBytes();

    /** Bytes in allocated blocks, charged ones, and those of the backing files that share the limit. */
    long liveBytes();

    /** So many bytes more (or, negative, less) of backing files are about to be freed: others may have them already. */
    void addLeaving(long bytes);

    /** Whether {@link #addLeaving} may matter to the backing files' next writes. */
    boolean isBackedSpaceScarce();

    /** Bytes of memory that the operating system counts as this pool's: in pages touched and not released. */
    long reservedBytes();

    /** Returns every page without a block in it to the operating system. */
    void trim();

    /** Returns all memory to the operating system. */
    @Override
    void close();
}
