package memfs.store.content;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The bookkeeping of all slabs of a pool, by index: which have room for a block of a size class, and which have pages to release;
 * guarded by the pool.
 */
final class Slabs {
    /** Slabs that are added, and trimmed, together. */
    static final int IN_REGION_SHIFT = 4;
    static final int IN_REGION = 1 << IN_REGION_SHIFT;

    private final int pageBytes;
    private Slab[] slabs = {};
    /** Of each size class, the slabs with room; the lowest is used first, so that high slabs empty. */
    private final BitSet[] withRoom = new BitSet[SizeClass.LAST + 1];
    private final BitSet vacant = new BitSet();
    /** Slabs with pages to release. */
    private final BitSet releasable = new BitSet();
    /** Slabs whose pages are being released: no block is allocated from them. */
    private final BitSet setAside = new BitSet();
    private long touchedPages;
    private long releasablePages;

    Slabs(int pageBytes) {
        this.pageBytes = pageBytes;
        Arrays.setAll(withRoom, _ -> new BitSet());
    }

    /** Bytes of memory in touched pages. */
    long reservedBytes() {
        return touchedPages * pageBytes;
    }

    /** Of the reserved bytes, those of pages without a block. */
    long releasableBytes() {
        return releasablePages * pageBytes;
    }

    boolean isUsed(int index, int sizeClass, int offset) {
        Slab slab = slabs[index];
        return slab.sizeClass() == sizeClass && slab.isUsed(offset);
    }

    /** The index of a slab with room for a block, or -1 where none has and no vacant one is left. */
    int withRoom(int sizeClass) {
        int index = withRoom[sizeClass].nextSetBit(0);
        return index < 0 ? cut(sizeClass) : index;
    }

    /** Cuts a vacant slab; -1 where there is none, or the heap has no room for its bookkeeping. */
    private int cut(int sizeClass) {
        int index = vacant.nextSetBit(0);
        if (index < 0) {
            return -1;
        }
        try {
            slabs[index].cut(sizeClass);
        } catch (OutOfMemoryError _) {
            return -1;
        }
        vacant.clear(index);
        withRoom[sizeClass].set(index);
        return index;
    }

    boolean hasVacant() {
        return !vacant.isEmpty();
    }

    /** Takes a block of a slab with room; returns its offset within the slab. */
    int take(int index) {
        Slab slab = slabs[index];
        uncount(slab);
        int offset = slab.take();
        count(index);
        if (slab.isFull()) {
            withRoom[slab.sizeClass()].clear(index);
        }
        return offset;
    }

    void free(int index, int offset) {
        Slab slab = slabs[index];
        uncount(slab);
        slab.free(offset);
        count(index);
        if (!setAside.get(index)) {
            offer(index);
        }
    }

    /** Subtracts a slab's pages from the sums, before it changes. */
    private void uncount(Slab slab) {
        touchedPages -= slab.touchedPages();
        releasablePages -= slab.releasablePages();
    }

    private void count(int index) {
        Slab slab = slabs[index];
        touchedPages += slab.touchedPages();
        releasablePages += slab.releasablePages();
        releasable.set(index, slab.releasablePages() > 0);
    }

    private void offer(int index) {
        Slab slab = slabs[index];
        withRoom[slab.sizeClass()].set(index, !slab.isVacant() && !slab.isFull());
        vacant.set(index, slab.isVacant());
    }

    /** Prepares the slabs of one more region for {@link #add}: all that takes heap, since freeing must not need any. */
    Slab[] another() {
        Slab[] more = Arrays.copyOf(slabs, slabs.length + IN_REGION);
        for (int index = slabs.length; index < more.length; index++) {
            more[index] = new Slab(pageBytes);
        }
        reserve(vacant, more.length);
        reserve(releasable, more.length);
        reserve(setAside, more.length);
        for (BitSet ofClass : withRoom) {
            reserve(ofClass, more.length);
        }
        return more;
    }

    private static void reserve(BitSet set, int count) {
        set.set(count);
        set.clear(count);
    }

    void add(Slab[] more) {
        vacant.set(slabs.length, more.length);
        slabs = more;
    }

    /** The first slab of the first region from an index on with pages to release, or -1 where there is none. */
    int nextReleasableRegion(int from) {
        int found = releasable.nextSetBit(from);
        return found < 0 ? -1 : found & -IN_REGION;
    }

    /** The pages to release in the region of a slab; no block is allocated there until {@link #endRelease}. */
    PageRuns beginRelease(int firstSlab) {
        PageRuns runs = releasablePages(firstSlab);
        for (int index = firstSlab; index < firstSlab + IN_REGION; index++) {
            if (releasable.get(index)) {
                setAside.set(index);
                withRoom[slabs[index].sizeClass()].clear(index);
                vacant.clear(index);
            }
        }
        return runs;
    }

    private PageRuns releasablePages(int firstSlab) {
        var runs = new PageRuns(pageBytes);
        for (int i = 0; i < IN_REGION; i++) {
            Slab slab = slabs[firstSlab + i];
            for (int page = slab.nextReleasable(0); page >= 0; page = slab.nextReleasable(page + 1)) {
                runs.add(i * pagesInSlab() + page);
            }
        }
        return runs;
    }

    private int pagesInSlab() {
        return Slab.BYTES / pageBytes;
    }

    /**
     * Ends {@link #beginRelease}.
     *
     * @param released
     *            how many of the runs the operating system accepted
     */
    void endRelease(int firstSlab, PageRuns runs, int released) {
        for (int i = 0; i < released; i++) {
            for (int page = runs.first(i); page < runs.end(i); page++) {
                int index = firstSlab + page / pagesInSlab();
                uncount(slabs[index]);
                slabs[index].released(page % pagesInSlab());
                count(index);
            }
        }
        for (int index = firstSlab; index < firstSlab + IN_REGION; index++) {
            if (setAside.get(index)) {
                setAside.clear(index);
                offer(index);
            }
        }
    }

    void clear() {
        slabs = new Slab[0];
        vacant.clear();
        releasable.clear();
        for (BitSet ofClass : withRoom) {
            ofClass.clear();
        }
        touchedPages = 0;
        releasablePages = 0;
    }
}
