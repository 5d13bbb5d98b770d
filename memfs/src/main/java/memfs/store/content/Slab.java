package memfs.store.content;

import java.util.BitSet;

/**
 * The bookkeeping of one MiB of a pool's memory: cut into blocks of one size class, or vacant; guarded by its pool.
 *
 * <p>
 * The lowest free block is taken first, so a slab that empties slowly does so from its end, and whole pages come free.
 * Pages are the operating system's here.
 */
final class Slab {
    static final int SHIFT = 20;
    static final int BYTES = 1 << SHIFT;

    private final int pageBytes;
    /** Pages that may be backed by memory. */
    private final BitSet touched;
    private int touchedPages;
    private int releasablePages;
    private int sizeClass;
    private int blockBytes;
    private int blocks;
    private BitSet used;
    private int usedBlocks;
    /** No block below this one is free. */
    private int firstFree;

    Slab(int pageBytes) {
        this.pageBytes = pageBytes;
        this.touched = new BitSet(BYTES / pageBytes);
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

    /** Pages touched and not released. */
    int touchedPages() {
        return touchedPages;
    }

    /** Of the touched pages, those without a block in them. */
    int releasablePages() {
        return releasablePages;
    }

    /** Cuts a vacant slab anew. */
    void cut(int newClass) {
        if (newClass != sizeClass || used == null) {
            int bytes = SizeClass.bytes(newClass);
            used = new BitSet(BYTES / bytes);
            sizeClass = newClass;
            blockBytes = bytes;
            blocks = BYTES / bytes;
        }
        firstFree = 0;
    }

    /** Takes a block of a slab that isn't full; returns its offset within the slab, bytes. */
    int take() {
        int block = used.nextClearBit(firstFree);
        int offset = block * blockBytes;
        for (int page = offset / pageBytes; page * pageBytes < offset + blockBytes; page++) {
            if (!touched.get(page)) {
                touched.set(page);
                touchedPages++;
            } else if (isFree(page)) {
                releasablePages--;
            }
        }
        used.set(block);
        usedBlocks++;
        firstFree = block + 1;
        return offset;
    }

    boolean isUsed(int offset) {
        return used != null && offset % blockBytes == 0 && used.get(offset / blockBytes);
    }

    void free(int offset) {
        if (!isUsed(offset)) {
            throw new IllegalStateException("the block at " + offset + " is free already");
        }
        int block = offset / blockBytes;
        used.clear(block);
        usedBlocks--;
        firstFree = Math.min(firstFree, block);
        for (int page = offset / pageBytes; page * pageBytes < offset + blockBytes; page++) {
            if (isFree(page)) {
                releasablePages++;
            }
        }
    }

    /** Whether no block reaches into a page. */
    private boolean isFree(int page) {
        int before = page * pageBytes / blockBytes;
        int block = used.nextSetBit(before);
        return block < 0 || block * blockBytes >= (page + 1) * pageBytes;
    }

    /** Counts a releasable page as untouched: it was returned to the operating system. */
    void released(int page) {
        touched.clear(page);
        touchedPages--;
        releasablePages--;
        if (touchedPages == 0) {
            used = null;
        }
    }

    /** The first page from one on that is touched and has no block in it, or -1. */
    int nextReleasable(int from) {
        int page = touched.nextSetBit(from);
        while (page >= 0 && !isFree(page)) {
            page = touched.nextSetBit(page + 1);
        }
        return page;
    }
}
