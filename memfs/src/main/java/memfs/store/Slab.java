package memfs.store;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * One MiB of off-heap memory and the map of its free pages; guarded by its pool, except for the bytes.
 *
 * <p>
 * The JVM takes it from malloc. After the first free glibc raises its threshold for mmap over the slab's size, and memory
 * stays with the process from then on: MALLOC_MMAP_THRESHOLD_=131072 in the environment prevents that; mallopt(3).
 */
final class Slab {
    static final int SHIFT = 20;
    static final int BYTES = 1 << SHIFT;
    static final int PAGES = BYTES / BlockPool.PAGE_SIZE;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes;
    /** A set bit is a free page. */
    private final long[] free = new long[PAGES / Long.SIZE];
    private int freePages = PAGES;

    /**
     * @throws OutOfMemoryError
     *             when the operating system gives no more; -XX:MaxDirectMemorySize doesn't bind arenas
     */
    Slab() {
        bytes = arena.allocate(BYTES, BlockPool.PAGE_SIZE);
        Arrays.fill(free, -1);
    }

    MemorySegment bytes() {
        return bytes;
    }

    boolean isFull() {
        return freePages == 0;
    }

    boolean isEmpty() {
        return freePages == PAGES;
    }

    /** Takes the lowest free page; the slab must not be full. */
    int take() {
        int word = 0;
        while (free[word] == 0) {
            word++;
        }
        int bit = Long.numberOfTrailingZeros(free[word]);
        free[word] &= ~(1L << bit);
        freePages--;
        return word * Long.SIZE + bit;
    }

    void giveBack(int page) {
        long bit = 1L << page;
        if ((free[page / Long.SIZE] & bit) != 0) {
            throw new IllegalStateException("page " + page + " is free already");
        }
        free[page / Long.SIZE] |= bit;
        freePages++;
    }

    void close() {
        arena.close();
    }
}
