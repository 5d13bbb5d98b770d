package memfs.store;

import java.lang.foreign.MemorySegment;

/**
 * The bytes of one regular file.
 *
 * <p>
 * Not thread-safe: its {@link RegularFile} lets any number read, or one change. Offsets and lengths are checked before
 * they come here: not negative, and no end past {@link #MAX_SIZE}.
 */
interface FileContent {

    /** Longest file, bytes: 16 TiB. */
    long MAX_SIZE = 1L << 44;

    /** Length, bytes. */
    long size();

    /** Bytes really taken: holes take none. */
    long allocatedBytes();

    /** Fills the target from {@code offset} on; answers the bytes read, fewer only at the end of the file. */
    int read(MemorySegment target, long offset);

    /** Stores the source and grows the file; answers the bytes written, fewer (or 0) only when the pool is full. */
    int write(MemorySegment source, long offset);

    /** Cuts the file, or grows it by a hole; false, and nothing done, where that takes more memory than there is. */
    boolean truncate(long newSize);

    /** Backs a range with memory without changing what it reads; false, and nothing done, when the pool is full. */
    boolean allocate(long offset, long length);

    /** Turns a range into a hole as far as that goes by whole pages; all of it reads as zeros. The size stays. */
    void punch(long offset, long length);

    /** Makes a range that has memory all over read as zeros, without giving any back. */
    void zero(long offset, long length);

    /** The first offset from {@code offset} on that isn't in a hole; -1 if there is none before the end. */
    long nextData(long offset);

    /** The first offset from {@code offset} on that is in a hole; the size where there is none before it. */
    long nextHole(long offset);

    /** Gives all memory back; afterwards the file is empty. */
    void free();
}
