package memfs.store.content;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicBoolean;

import memfs.posix.Errno;
import memfs.store.PageSource;

/**
 * Blocks cut from slabs of one MiB, these from mapped regions; pages without a block go back to the operating system, many
 * at once.
 *
 * <p>
 * A block's number tells its region, its place there and its size class, so finding its bytes takes no lock: whoever owns
 * the block learnt its number after the region was published, and regions stay until the pool is closed.
 */
public final class SlabPool implements BlockPool {
    private static final int REGION_SHIFT = 24;
    private static final int SLABS_IN_REGION_SHIFT = REGION_SHIFT - Slab.SHIFT;
    private static final int SLABS_IN_REGION = 1 << SLABS_IN_REGION_SHIFT;
    private static final int OFFSET_MASK = (1 << REGION_SHIFT) - SizeClass.UNIT;

    /** A create-and-delete cycle must not pay the operating system each time: so many bytes may wait, and 1/16 of live. */
    private static final long SPARE_BYTES = 8 << 20;
    private static final int SPARE_SHARE_SHIFT = 4;

    private final PageSource pages;
    private long capacity;
    private volatile MemorySegment[] regions = {};
    private Slab[] slabs = {};
    /** Of each size class, the slabs with room; the lowest one serves first: high slabs drain, and go. */
    private final BitSet[] withRoom = new BitSet[SizeClass.LAST + 1];
    private final BitSet vacant = new BitSet();
    /** Slabs with pages to release. */
    private final BitSet releasableSlabs = new BitSet();
    /** Slabs whose pages are being released: no block is allocated from them. */
    private final BitSet setAside = new BitSet();
    private long live;
    private long charged;
    private long copied;
    private long reserved;
    /** Of the reserved bytes, those of pages without a block. */
    private long releasable;
    /** The system takes nothing back, as where memory is locked: to try that at each removal would cost more than it gives. */
    private boolean refused;
    private final AtomicBoolean trimming = new AtomicBoolean();

    public SlabPool(PageSource pages, long capacityBytes) {
        this.pages = pages;
        this.capacity = capacityBytes;
        Arrays.setAll(withRoom, _ -> new BitSet());
    }

    @Override
    public synchronized long allocate(int bytes) {
        return allocateLocked(SizeClass.of(bytes), 0);
    }

    /** Counts as if {@code replaced} bytes were free already. */
    private long allocateLocked(int sizeClass, int replaced) {
        if (live + charged - replaced + SizeClass.bytes(sizeClass) > capacity) {
            return NONE;
        }
        int index = withRoom[sizeClass].nextSetBit(0);
        if (index < 0 && (index = cutSlab(sizeClass)) < 0) {
            return NONE;
        }
        return takeFrom(index);
    }

    private long takeFrom(int index) {
        Slab slab = slabs[index];
        removeCountsLocked(slab);
        int offset = slab.take();
        addCountsLocked(index);
        int sizeClass = slab.sizeClass();
        if (slab.isFull()) {
            withRoom[sizeClass].clear(index);
        }
        live += SizeClass.bytes(sizeClass);
        return block(index, offset, sizeClass);
    }

    /** Subtracts a slab's pages from the sums, before it changes. */
    private void removeCountsLocked(Slab slab) {
        reserved -= (long) slab.touchedPages() * pages.pageBytes();
        releasable -= (long) slab.releasablePages() * pages.pageBytes();
    }

    private void addCountsLocked(int index) {
        Slab slab = slabs[index];
        reserved += (long) slab.touchedPages() * pages.pageBytes();
        releasable += (long) slab.releasablePages() * pages.pageBytes();
        releasableSlabs.set(index, slab.releasablePages() > 0);
    }

    /** The slab's index, or -1 where machine or heap have no more memory: to a program that is a full file system. */
    private int cutSlab(int sizeClass) {
        if (vacant.isEmpty() && !addRegion()) {
            return -1;
        }
        int index = vacant.nextSetBit(0);
        try {
            slabs[index].cut(sizeClass);
        } catch (OutOfMemoryError _) {
            return -1;
        }
        vacant.clear(index);
        withRoom[sizeClass].set(index);
        return index;
    }

    /** False, and nothing done, where neither machine nor heap has room for one more. */
    private boolean addRegion() {
        try {
            int count = regions.length;
            MemorySegment[] more = Arrays.copyOf(regions, count + 1);
            Slab[] moreSlabs = moreSlabs();
            reserveLocked(moreSlabs.length);
            more[count] = pages.map(1L << REGION_SHIFT);
            regions = more;
            vacant.set(slabs.length, moreSlabs.length);
            slabs = moreSlabs;
            return true;
        } catch (OutOfMemoryError _) {
            return false;
        }
    }

    private Slab[] moreSlabs() {
        Slab[] more = Arrays.copyOf(slabs, slabs.length + (1 << SLABS_IN_REGION_SHIFT));
        for (int index = slabs.length; index < more.length; index++) {
            more[index] = new Slab(pages.pageBytes());
        }
        return more;
    }

    /** Makes the sets of slabs large enough beforehand: freeing must not need memory. */
    private void reserveLocked(int count) {
        reserve(vacant, count);
        reserve(releasableSlabs, count);
        reserve(setAside, count);
        for (BitSet slabsWithRoom : withRoom) {
            reserve(slabsWithRoom, count);
        }
    }

    private static void reserve(BitSet set, int count) {
        set.set(count);
        set.clear(count);
    }

    @Override
    public synchronized long reallocate(long block, int bytes) {
        int sizeClass = SizeClass.of(bytes);
        int held = BlockPool.capacity(block);
        long other = allocateLocked(sizeClass, held);
        if (other != NONE) {
            write(other, 0, region(block), offset(block), Math.min(held, SizeClass.bytes(sizeClass)));
            freeLocked(block);
        }
        return other;
    }

    @Override
    public void free(long block) {
        boolean enough;
        synchronized (this) {
            freeLocked(block);
            enough = isTrimDueLocked();
        }
        if (enough) {
            trimWherePossible();
        }
    }

    @Override
    public long freeWithListed(long block) {
        long bytes = 0;
        boolean enough;
        synchronized (this) {
            for (int at = 0; at < BlockPool.capacity(block); at += Long.BYTES) {
                long listed = getLong(block, at);
                if (listed != NONE) {
                    bytes += BlockPool.capacity(listed);
                    freeLocked(listed);
                }
            }
            freeLocked(block);
            enough = isTrimDueLocked();
        }
        if (enough) {
            trimWherePossible();
        }
        return bytes;
    }

    private boolean isTrimDueLocked() {
        return !refused && releasable > SPARE_BYTES + (live >> SPARE_SHARE_SHIFT);
    }

    private void trimWherePossible() {
        try {
            trim();
        } catch (OutOfMemoryError _) {
            // The block is free all the same.
        }
    }

    private void freeLocked(long block) {
        int index = slabIndex(block);
        Slab slab = slabs[index];
        removeCountsLocked(slab);
        slab.giveBack(offset(block) & (Slab.BYTES - 1));
        addCountsLocked(index);
        live -= BlockPool.capacity(block);
        if (!setAside.get(index)) {
            offerLocked(index);
        }
    }

    private void offerLocked(int index) {
        Slab slab = slabs[index];
        withRoom[slab.sizeClass()].set(index, !slab.isVacant() && !slab.isFull());
        vacant.set(index, slab.isVacant());
    }

    /**
     * One thread at a time, region by region, and without the lock while the operating system works: each call makes it flush
     * the TLBs of all cores, which takes milliseconds where these are virtual.
     */
    @Override
    public void trim() {
        if (trimming.compareAndSet(false, true)) {
            try {
                int slab = 0;
                while (slab >= 0) {
                    slab = trimRegionFrom(slab);
                }
            } finally {
                trimming.set(false);
            }
        }
    }

    /** Trims the first region from a slab on with pages to release; returns the slab after it, or -1 where there is none. */
    private int trimRegionFrom(int slab) {
        int first;
        PageRuns runs;
        synchronized (this) {
            int found = releasableSlabs.nextSetBit(slab);
            if (found < 0) {
                return -1;
            }
            first = found & -SLABS_IN_REGION;
            runs = releasableLocked(first);
            setAsideLocked(first);
        }
        int released = 0;
        try {
            released = runs.release(pages, regions[first >>> SLABS_IN_REGION_SHIFT]);
        } finally {
            endTrim(first, runs, released);
        }
        return first + SLABS_IN_REGION;
    }

    private PageRuns releasableLocked(int firstSlab) {
        var runs = new PageRuns(pages.pageBytes());
        for (int i = 0; i < SLABS_IN_REGION; i++) {
            Slab slab = slabs[firstSlab + i];
            for (int page = slab.nextReleasable(0); page >= 0; page = slab.nextReleasable(page + 1)) {
                runs.add(i * pagesInSlab() + page);
            }
        }
        return runs;
    }

    private int pagesInSlab() {
        return Slab.BYTES / pages.pageBytes();
    }

    private void setAsideLocked(int firstSlab) {
        for (int index = firstSlab; index < firstSlab + SLABS_IN_REGION; index++) {
            if (releasableSlabs.get(index)) {
                setAside.set(index);
                withRoom[slabs[index].sizeClass()].clear(index);
                vacant.clear(index);
            }
        }
    }

    private synchronized void endTrim(int firstSlab, PageRuns runs, int released) {
        refused |= released < runs.count();
        for (int i = 0; i < released; i++) {
            for (int page = runs.first(i); page < runs.end(i); page++) {
                int index = firstSlab + page / pagesInSlab();
                removeCountsLocked(slabs[index]);
                slabs[index].released(page % pagesInSlab());
                addCountsLocked(index);
            }
        }
        for (int index = firstSlab; index < firstSlab + SLABS_IN_REGION; index++) {
            if (setAside.get(index)) {
                setAside.clear(index);
                offerLocked(index);
            }
        }
    }

    private static long block(int slabIndex, int offsetInSlab, int sizeClass) {
        long region = slabIndex >>> SLABS_IN_REGION_SHIFT;
        int slabInRegion = slabIndex & ((1 << SLABS_IN_REGION_SHIFT) - 1);
        return region << Integer.SIZE | slabInRegion << Slab.SHIFT | offsetInSlab | sizeClass;
    }

    private static int slabIndex(long block) {
        return (int) (block >>> Integer.SIZE) << SLABS_IN_REGION_SHIFT | offset(block) >>> Slab.SHIFT;
    }

    private static int offset(long block) {
        return (int) block & OFFSET_MASK;
    }

    private MemorySegment region(long block) {
        return regions[(int) (block >>> Integer.SIZE)];
    }

    @Override
    public void read(long block, int blockOffset, MemorySegment target, long targetOffset, int length) {
        assert owns(block, blockOffset, length);
        MemorySegment.copy(region(block), offset(block) + blockOffset, target, targetOffset, length);
    }

    @Override
    public void write(long block, int blockOffset, MemorySegment source, long sourceOffset, int length) {
        assert owns(block, blockOffset, length);
        MemorySegment.copy(source, sourceOffset, region(block), offset(block) + blockOffset, length);
    }

    @Override
    public void zero(long block, int blockOffset, int length) {
        write(block, blockOffset, ZEROS, 0, length);
    }

    @Override
    public long getLong(long block, int blockOffset) {
        assert owns(block, blockOffset, Long.BYTES);
        return region(block).get(ValueLayout.JAVA_LONG, offset(block) + blockOffset);
    }

    @Override
    public void putLong(long block, int blockOffset, long value) {
        assert owns(block, blockOffset, Long.BYTES);
        region(block).set(ValueLayout.JAVA_LONG, offset(block) + blockOffset, value);
    }

    /** Whether the block, and those that the range goes on into, are allocated. */
    private synchronized boolean owns(long block, int blockOffset, int length) {
        int capacity = BlockPool.capacity(block);
        for (long at = block; at < block + blockOffset + length; at += capacity) {
            Slab slab = slabs[slabIndex(at)];
            if (slab.sizeClass() != SizeClass.of(capacity) || !slab.isUsed(offset(at) & (Slab.BYTES - 1))) {
                return false;
            }
        }
        return blockOffset + length <= capacity || capacity == PAGE_SIZE;
    }

    @Override
    public synchronized void charge(long bytes) {
        if (live + charged + bytes > capacity) {
            throw Errno.ENOSPC.exception();
        }
        charged += bytes;
    }

    @Override
    public synchronized void discharge(long bytes) {
        charged -= bytes;
    }

    @Override
    public synchronized void noteCopied(long bytes) {
        copied += bytes;
    }

    @Override
    public synchronized long copiedBytes() {
        return copied;
    }

    @Override
    public synchronized long capacityBytes() {
        return capacity;
    }

    @Override
    public synchronized boolean resize(long newCapacityBytes) {
        if (newCapacityBytes < live + charged) {
            return false;
        }
        capacity = newCapacityBytes;
        return true;
    }

    @Override
    public synchronized long liveBytes() {
        return live + charged;
    }

    @Override
    public synchronized long reservedBytes() {
        return reserved;
    }

    @Override
    public void close() {
        while (!trimming.compareAndSet(false, true)) {
            Thread.yield();
        }
        closeUntrimmed();
    }

    private synchronized void closeUntrimmed() {
        for (MemorySegment region : regions) {
            pages.unmap(region);
        }
        regions = new MemorySegment[0];
        slabs = new Slab[0];
        vacant.clear();
        releasableSlabs.clear();
        for (BitSet room : withRoom) {
            room.clear();
        }
        live = 0;
        charged = 0;
        reserved = 0;
        releasable = 0;
    }
}
