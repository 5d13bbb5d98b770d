package memfs.store.content;

import java.lang.foreign.MemorySegment;

/**
 * The bytes of one regular file.
 *
 * <p>
 * Not thread-safe but for {@link #size} and {@link #allocatedBytes}: its file lets any number read, or one change. Offsets and lengths are checked before they come here: not negative, and no end past {@link #MAX_SIZE}. Each
 * call takes a bounded time, as long as the ranges of {@link #zero}, {@link Growth#allocate} and {@link #nextHole} do.
 */
public interface FileContent {

    /** Longest file, bytes: 16 TiB. */
    long MAX_SIZE = 1L << 44;

    /** Length, bytes; readable by any thread at any time. */
    long size();

    /** Bytes really taken: holes take none. Readable by any thread at any time. */
    long allocatedBytes();

    /** Whether it is as a new one: without bytes and without memory. */
    boolean isBlank();

    /** Fills the target from {@code offset} on; returns the bytes read, fewer only at the end of the file. */
    int read(MemorySegment target, long offset);

    /** Stores the source and grows the file; returns the bytes written, fewer (or 0) only when the pool is full. */
    int write(MemorySegment source, long offset);

    /**
     * Cuts the file, or grows it by a hole.
     *
     * @return what was cut off
     * @throws memfs.posix.ErrnoException
     *             ENOSPC, and nothing done
     */
    Removed truncate(long newSize);

    /** Turns a range into a hole as far as that goes by whole pages; all of it reads as zeros. The size stays. */
    Removed punch(long offset, long length);

    /**
     * Begins to back a range with memory without changing what it reads.
     *
     * @throws memfs.posix.ErrnoException
     *             ENOSPC: the pool has less than that
     */
    Growth growth(long offset, long length);

    /** Makes a range that has memory all over read as zeros, and keeps the memory. */
    void zero(long offset, long length);

    /** The first offset from {@code offset} on that isn't in a hole; -1 if there is none before the end. */
    long nextData(long offset);

    /**
     * The first offset from {@code offset} on that is in a hole; the size where there is none before it. An offset from
     * {@code limit} on means only that there is none before that.
     */
    long nextHole(long offset, long limit);

    /** Frees all memory, and needs none for that; afterwards the file is empty. */
    void free();

    /** Memory that was cut out of a file: no other thread can reach it, so it is freed without the file's lock. */
    @FunctionalInterface
    interface Removed {
        Removed NOTHING = () -> {};

        void free();
    }

    /**
     * An allocation piece by piece, so that others get at the file in between. Each method needs the file to itself, as
     * those of its content do.
     */
    interface Growth {
        /** For content that has memory all over, or none at all. */
        Growth NONE = new Growth() {
            @Override
            public void allocate(long offset, long length) {
                // Nothing to do.
            }

            @Override
            public boolean undo() {
                return false;
            }
        };

        /**
         * Backs the next piece.
         *
         * @throws memfs.posix.ErrnoException
         *             ENOSPC; the piece may be backed in part
         */
        void allocate(long offset, long length);

        /**
         * Frees a piece of what was allocated; false where nothing is left to do. Where the file was changed in between,
         * the memory stays with it: there may be data in it by now.
         */
        boolean undo();
    }
}
