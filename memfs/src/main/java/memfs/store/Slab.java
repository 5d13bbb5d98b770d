package memfs.store;

import java.util.BitSet;

/**
 * The books of one MiB of a pool's memory: cut into blocks of one size class, or vacant; guarded by its pool.
 *
 * <p>
 * The lowest free block is taken first, so a slab that empties slowly does so from its end, and whole pages come free.
 */
final class Slab {
    static final int SHIFT = 20;
    static final int BYTES = 1 << SHIFT;

    private static final int PAGES = BYTES / BlockPool.PAGE_SIZE;

    /** Pages that may be backed by memory. */
    private final BitSet touched = new BitSet(PAGES);
    private int sizeClass;
    private int blockBytes;
    private int blocks;
    private BitSet used;
    private int usedBlocks;
    /** No block below this one is free. */
    private int firstFree;

    /** Runs of pages, as numbers within the slab: from the first one up to the last, exclusive. */
    interface PageRuns {
        void accept(int first, int end);
    }

    int sizeClass() {
        return sizeClass;
    }

    boolean isVacant() {
        return usedBlocks == 0;
    }

    boolean isFull() {
        return usedBlocks == blocks;
    }

    /** Cuts a vacant slab anew. */
    void cut(int newClass) {
        if (newClass != sizeClass || used == null) {
            sizeClass = newClass;
            blockBytes = SizeClass.bytes(newClass);
            blocks = BYTES / blockBytes;
            used = new BitSet(blocks);
        }
        firstFree = 0;
    }

    /** Takes a block of a slab that isn't full; answers where it begins, in bytes from the slab's own begin. */
    int take() {
        int block = used.nextClearBit(firstFree);
        used.set(block);
        usedBlocks++;
        firstFree = block + 1;
        return block * blockBytes;
    }

    /** Counts the pages of a block as touched; answers how many of them weren't before. */
    int touch(int offset) {
        int untouched = 0;
        for (int page = offset >>> BlockPool.PAGE_SHIFT; page << BlockPool.PAGE_SHIFT < offset + blockBytes; page++) {
            if (!touched.get(page)) {
                touched.set(page);
                untouched++;
            }
        }
        return untouched;
    }

    boolean isUsed(int offset) {
        return used != null && offset % blockBytes == 0 && used.get(offset / blockBytes);
    }

    void giveBack(int offset) {
        if (!isUsed(offset)) {
            throw new IllegalStateException("the block at " + offset + " is free already");
        }
        int block = offset / blockBytes;
        used.clear(block);
        usedBlocks--;
        firstFree = Math.min(firstFree, block);
    }

    /** Hands on the touched pages without a block in them, and counts them as untouched; answers how many. */
    int releaseFreePages(PageRuns release) {
        if (isVacant()) {
            used = null;
        }
        int released = 0;
        int first = nextFreePage(0);
        while (first >= 0) {
            int end = first + 1;
            while (end < PAGES && isFreePage(end)) {
                end++;
            }
            release.accept(first, end);
            touched.clear(first, end);
            released += end - first;
            first = nextFreePage(end);
        }
        return released;
    }

    private int nextFreePage(int from) {
        int page = touched.nextSetBit(from);
        while (page >= 0 && !isFreePage(page)) {
            page = touched.nextSetBit(page + 1);
        }
        return page;
    }

    private boolean isFreePage(int page) {
        if (!touched.get(page)) {
            return false;
        }
        if (used == null) {
            return true;
        }
        int block = used.nextSetBit(page * BlockPool.PAGE_SIZE / blockBytes);
        return block < 0 || block * blockBytes >= (page + 1) * BlockPool.PAGE_SIZE;
    }
}
