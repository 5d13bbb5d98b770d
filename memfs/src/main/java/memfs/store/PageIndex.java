package memfs.store;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Where each page of a file is: two levels, so that a sparse file of terabytes costs what it holds.
 *
 * <p>
 * The upper level is sorted by chunk number, each chunk maps 512 pages (2 MiB of file). Arrays on both levels grow
 * geometrically: a file of one page has arrays of length one.
 */
final class PageIndex {
    /** Answer of {@link #nextPresent} where no page follows. */
    static final long NO_PAGE = -1;

    private static final int CHUNK_SHIFT = 9;
    private static final int CHUNK_PAGES = 1 << CHUNK_SHIFT;
    private static final int[] NO_NUMBERS = {};
    private static final int[][] NO_CHUNKS = {};

    private int[] numbers = NO_NUMBERS;
    private int[][] chunks = NO_CHUNKS;
    private int count;
    private long pages;

    /** Pages present. */
    long pages() {
        return pages;
    }

    /** The page at a page number of the file, or {@link BlockPool#NONE}. */
    int get(long pageNumber) {
        int slot = find(chunkNumber(pageNumber));
        return slot < 0 ? BlockPool.NONE : pageIn(chunks[slot], place(pageNumber));
    }

    /** Records a page where there is none. */
    void put(long pageNumber, int page) {
        int number = chunkNumber(pageNumber);
        int place = place(pageNumber);
        int slot = find(number);
        if (slot < 0) {
            slot = -slot - 1;
            insert(slot, number);
        }
        if (place >= chunks[slot].length) {
            int doubled = Math.max(place + 1, 2 * chunks[slot].length);
            chunks[slot] = Arrays.copyOf(chunks[slot], Math.min(CHUNK_PAGES, doubled));
        }
        chunks[slot][place] = page;
        pages++;
    }

    private void insert(int slot, int number) {
        if (count == numbers.length) {
            int doubled = Math.max(1, 2 * count);
            numbers = Arrays.copyOf(numbers, doubled);
            chunks = Arrays.copyOf(chunks, doubled);
        }
        System.arraycopy(numbers, slot, numbers, slot + 1, count - slot);
        System.arraycopy(chunks, slot, chunks, slot + 1, count - slot);
        numbers[slot] = number;
        chunks[slot] = NO_NUMBERS;
        count++;
    }

    /** Forgets the pages from one page number up to another, exclusive, and hands each to {@code removed}. */
    void remove(long from, long to, IntConsumer removed) {
        int slot = find(chunkNumber(from));
        slot = slot < 0 ? -slot - 1 : slot;
        int kept = slot;
        for (; slot < count && firstPage(slot) < to; slot++) {
            int low = (int) Math.max(0, from - firstPage(slot));
            int high = (int) Math.min(CHUNK_PAGES, to - firstPage(slot));
            removeIn(chunks[slot], low, high, removed);
            if (low > 0 || high < CHUNK_PAGES) {
                keep(slot, kept++);
            }
        }
        for (; slot < count; slot++) {
            keep(slot, kept++);
        }
        shrinkTo(kept);
    }

    private void keep(int slot, int target) {
        numbers[target] = numbers[slot];
        chunks[target] = chunks[slot];
    }

    private void shrinkTo(int kept) {
        if (kept == 0) {
            numbers = NO_NUMBERS;
            chunks = NO_CHUNKS;
        } else {
            Arrays.fill(chunks, kept, count, null);
        }
        count = kept;
    }

    private void removeIn(int[] chunk, int low, int high, IntConsumer removed) {
        for (int place = low; place < Math.min(high, chunk.length); place++) {
            if (chunk[place] != BlockPool.NONE) {
                removed.accept(chunk[place]);
                chunk[place] = BlockPool.NONE;
                pages--;
            }
        }
    }

    /** The first page number from {@code from} on that has a page, or {@link #NO_PAGE}. */
    long nextPresent(long from) {
        int slot = find(chunkNumber(from));
        slot = slot < 0 ? -slot - 1 : slot;
        for (; slot < count; slot++) {
            int low = (int) Math.max(0, from - firstPage(slot));
            for (int place = low; place < chunks[slot].length; place++) {
                if (chunks[slot][place] != BlockPool.NONE) {
                    return firstPage(slot) + place;
                }
            }
        }
        return NO_PAGE;
    }

    /** The first page number from {@code from} on that has no page. */
    long nextAbsent(long from) {
        long pageNumber = from;
        for (int slot = find(chunkNumber(from)); slot >= 0 && slot < count; slot++) {
            if (numbers[slot] != chunkNumber(pageNumber)) {
                return pageNumber;
            }
            for (int place = place(pageNumber); place < CHUNK_PAGES; place++, pageNumber++) {
                if (pageIn(chunks[slot], place) == BlockPool.NONE) {
                    return pageNumber;
                }
            }
        }
        return pageNumber;
    }

    private static int pageIn(int[] chunk, int place) {
        return place < chunk.length ? chunk[place] : BlockPool.NONE;
    }

    /** The slot of a chunk, or -(slot to insert it at) - 1; the last chunk first: most writes append. */
    private int find(int number) {
        if (count > 0 && numbers[count - 1] == number) {
            return count - 1;
        }
        return Arrays.binarySearch(numbers, 0, count, number);
    }

    private long firstPage(int slot) {
        return (long) numbers[slot] << CHUNK_SHIFT;
    }

    private static int chunkNumber(long pageNumber) {
        return (int) (pageNumber >>> CHUNK_SHIFT);
    }

    private static int place(long pageNumber) {
        return (int) pageNumber & (CHUNK_PAGES - 1);
    }
}
