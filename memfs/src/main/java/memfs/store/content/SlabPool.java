package memfs.store.content;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

import memfs.posix.Errno;
import memfs.store.BackingFiles;
import memfs.store.PageSource;
import memfs.store.StoreOptions;

/**
 * Blocks cut from slabs of one MiB, these from mapped regions; pages without a block are returned to the operating system,
 * many at once.
 *
 * <p>
 * A block's number consists of its region, its offset there and its size class, so its bytes are found without a lock: the
 * region was published before the number, and regions stay until the pool is closed.
 */
public final class SlabPool implements BlockPool {
    private static final int REGION_SHIFT = Slab.SHIFT + Slabs.IN_REGION_SHIFT;
    private static final int OFFSET_MASK = (1 << REGION_SHIFT) - SizeClass.UNIT;

    /** A create-and-delete cycle must not cost a system call each time: so many bytes may wait, and 1/16 of live. */
    private static final long SPARE_BYTES = 8 << 20;
    private static final int SPARE_SHARE_SHIFT = 4;

    private final PageSource pages;
    private final SizeLimit limit;
    private volatile MemorySegment[] regions = {};
    private final Slabs slabs;
    private long live;
    private long charged;
    private long copied;
    /** The system refuses to release pages (locked memory): not tried again, since each attempt costs a system call. */
    private boolean refused;
    private final AtomicBoolean trimming = new AtomicBoolean();

    /** With a file system's size limit, which its backing files share. */
    public static SlabPool of(StoreOptions options) {
        return new SlabPool(options.pages(), options.sizeLimit(), options.backings());
    }

    /** All of the limit is the pool's. */
    public SlabPool(PageSource pages, long capacityBytes) {
        this(pages, capacityBytes, null);
    }

    /**
     * @param backings
     *            they share the limit; null for none
     */
    private SlabPool(PageSource pages, long capacityBytes, BackingFiles backings) {
        this.pages = pages;
        this.limit = new SizeLimit(backings, capacityBytes);
        this.slabs = new Slabs(pages.pageBytes());
    }

    @Override
    public synchronized long allocate(int bytes) {
        return allocateLocked(SizeClass.of(bytes), 0);
    }

    /** Counts as if {@code replaced} bytes were free already. */
    private long allocateLocked(int sizeClass, int replaced) {
        if (!limit.allows(live + charged - replaced + SizeClass.bytes(sizeClass))) {
            return NONE;
        }
        int index = slabs.withRoom(sizeClass);
        if (index < 0 && !slabs.hasVacant() && addRegion()) {
            index = slabs.withRoom(sizeClass);
        }
        if (index < 0) {
            return NONE;
        }
        live += SizeClass.bytes(sizeClass);
        return block(index, slabs.take(index), sizeClass);
    }

    /** Adds a region; returns false if the machine or the heap has no memory for it. The caller then reports ENOSPC. */
    private boolean addRegion() {
        try {
            int count = regions.length;
            MemorySegment[] more = Arrays.copyOf(regions, count + 1);
            Slab[] moreSlabs = slabs.another();
            more[count] = pages.map(1L << REGION_SHIFT);
            regions = more;
            slabs.add(moreSlabs);
            return true;
        } catch (OutOfMemoryError _) {
            return false;
        }
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
        return !refused && slabs.releasableBytes() > SPARE_BYTES + (live >> SPARE_SHARE_SHIFT);
    }

    private void trimWherePossible() {
        try {
            trim();
        } catch (OutOfMemoryError _) {
            // The block is free all the same.
        }
    }

    private void freeLocked(long block) {
        slabs.free(slabIndex(block), offsetInSlab(block));
        live -= BlockPool.capacity(block);
        limit.released(live + charged);
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
            first = slabs.nextReleasableRegion(slab);
            if (first < 0) {
                return -1;
            }
            runs = slabs.beginRelease(first);
        }
        int released = 0;
        try {
            released = runs.release(pages, regions[first >>> Slabs.IN_REGION_SHIFT]);
        } finally {
            endTrim(first, runs, released);
        }
        return first + Slabs.IN_REGION;
    }

    private synchronized void endTrim(int firstSlab, PageRuns runs, int released) {
        refused |= released < runs.count();
        slabs.endRelease(firstSlab, runs, released);
    }

    private static long block(int slabIndex, int offsetInSlab, int sizeClass) {
        long region = slabIndex >>> Slabs.IN_REGION_SHIFT;
        int slabInRegion = slabIndex & Slabs.IN_REGION - 1;
        return region << Integer.SIZE | slabInRegion << Slab.SHIFT | offsetInSlab | sizeClass;
    }

    private static int slabIndex(long block) {
        return (int) (block >>> Integer.SIZE) << Slabs.IN_REGION_SHIFT | offset(block) >>> Slab.SHIFT;
    }

    private static int offsetInSlab(long block) {
        return offset(block) & Slab.BYTES - 1;
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
            if (!slabs.isUsed(slabIndex(at), SizeClass.of(capacity), offsetInSlab(at))) {
                return false;
            }
        }
        return blockOffset + length <= capacity || capacity == PAGE_SIZE;
    }

    @Override
    public synchronized void charge(long bytes) {
        if (!limit.allows(live + charged + bytes)) {
            throw Errno.ENOSPC.exception();
        }
        charged += bytes;
    }

    @Override
    public synchronized void discharge(long bytes) {
        charged -= bytes;
        limit.released(live + charged);
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
        return limit.total();
    }

    @Override
    public synchronized boolean resize(long newCapacityBytes) {
        return limit.resize(newCapacityBytes, live + charged);
    }

    @Override
    public synchronized long ownBytes() {
        return live + charged;
    }

    @Override
    public synchronized long liveBytes() {
        return live + charged + limit.backedBytes();
    }

    @Override
    public synchronized void addLeaving(long bytes) {
        limit.addLeaving(bytes);
    }

    @Override
    public synchronized boolean isBackedSpaceScarce() {
        return limit.isScarce();
    }

    @Override
    public synchronized long reservedBytes() {
        return slabs.reservedBytes();
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
        slabs.clear();
        live = 0;
        charged = 0;
    }
}
