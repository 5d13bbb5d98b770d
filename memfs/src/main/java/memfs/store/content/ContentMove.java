package memfs.store.content;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import memfs.posix.ErrnoException;

/** Moving the bytes of a small file from one kind of content to another. */
public final class ContentMove {
    /** Most bytes of a file that is moved. */
    public static final int MOST_BYTES = 64 << 10;

    private ContentMove() {}

    /** Whether content of that size takes as many pages on both sides: small, without holes, and without memory past its end. */
    public static boolean isMovable(FileContent content, long size) {
        return size <= MOST_BYTES && pageBytes(content.allocatedBytes()) == pageBytes(size)
                && content.nextHole(0, size) == size;
    }

    /** Bytes in whole pages. */
    public static long pageBytes(long bytes) {
        return bytes + BlockPool.PAGE_SIZE - 1 & -BlockPool.PAGE_SIZE;
    }

    /** Copies all of what {@link #isMovable} to an empty content; false, and that freed, where the system refuses. */
    public static boolean copy(FileContent from, FileContent to, long size) {
        boolean copied = false;
        try {
            copied = size == 0 || copyAll(from, to, size);
            return copied;
        } finally {
            if (!copied) {
                to.free();
            }
        }
    }

    private static boolean copyAll(FileContent from, FileContent to, long size) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(size);
            return from.read(bytes, 0) == size && to.write(bytes, 0) == size;
        } catch (ErrnoException _) {
            return false;
        }
    }
}
