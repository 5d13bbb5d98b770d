package memfs.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicBoolean;

import memfs.posix.Errno;

/**
 * Blocks cut from slabs of one MiB, these from mapped regions; pages without a block go back to the operating system, many
 * at once.
 *
 * <p>
 * A block's number tells its region, its place there and its size class, so finding its bytes takes no lock: whoever owns
 * the block learnt its number after the region was published, and regions stay until the pool is closed.
 */
final class SlabPool implements BlockPool {
    private static final int REGION_SHIFT = 24;
    private static final int SLABS_IN_REGION_SHIFT = REGION_SHIFT - Slab.SHIFT;
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
    private long live;
    private long charged;
    private long copied;
    private long reserved;
    /** Of the reserved bytes, those of pages without a block. */
    private long releasable;
    /** The system takes nothing back, as where memory is locked: to try that at each removal would cost more than it gives. */
    private boolean refused;
    private final AtomicBoolean trimming = new AtomicBoolean();

    SlabPool(PageSource pages, long capacityBytes) {
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
        countLocked(slab, -1);
        int offset = slab.take();
        countLocked(slab, 1);
        int sizeClass = slab.sizeClass();
        if (slab.isFull()) {
            withRoom[sizeClass].clear(index);
        }
        live += SizeClass.bytes(sizeClass);
        return block(index, offset, sizeClass);
    }

    /** Takes a slab's pages out of the books, before it changes, or into them. */
    private void countLocked(Slab slab, int sign) {
        reserved += (long) sign * slab.touchedPages() * pages.pageBytes();
        releasable += (long) sign * slab.releasablePages() * pages.pageBytes();
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
            enough = !refused && releasable > SPARE_BYTES + (live >> SPARE_SHARE_SHIFT);
        }
        if (enough) {
            trimWherePossible();
        }
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
        countLocked(slab, -1);
        slab.giveBack(offset(block) & (Slab.BYTES - 1));
        countLocked(slab, 1);
        live -= BlockPool.capacity(block);
        withRoom[slab.sizeClass()].set(index, !slab.isVacant());
        vacant.set(index, slab.isVacant());
    }

    /** One thread at a time, and slab by slab: nobody who allocates waits for more than one of them. */
    @Override
    public void trim() {
        if (trimming.compareAndSet(false, true)) {
            try {
                int index = 0;
                while (trimSlab(index)) {
                    index++;
                    // A monitor isn't fair: without that one who allocates could wait for many slabs.
                    Thread.yield();
                }
            } finally {
                trimming.set(false);
            }
        }
    }

    /** False where there is no such slab. */
    private synchronized boolean trimSlab(int index) {
        if (index >= slabs.length) {
            return false;
        }
        Slab slab = slabs[index];
        if (slab.releasablePages() > 0) {
            countLocked(slab, -1);
            try {
                slab.release((first, end) -> pages.release(pagesOf(index, first, end)));
                refused |= slab.releasablePages() > 0;
            } finally {
                countLocked(slab, 1);
            }
        }
        return true;
    }

    private MemorySegment pagesOf(int slabIndex, int first, int end) {
        MemorySegment region = regions[slabIndex >>> SLABS_IN_REGION_SHIFT];
        long start = ((long) slabIndex << Slab.SHIFT) & ((1L << REGION_SHIFT) - 1);
        return region.asSlice(start + (long) first * pages.pageBytes(), (long) (end - first) * pages.pageBytes());
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
    public synchronized void close() {
        for (MemorySegment region : regions) {
            pages.unmap(region);
        }
        regions = new MemorySegment[0];
        slabs = new Slab[0];
        vacant.clear();
        for (BitSet room : withRoom) {
            room.clear();
        }
        live = 0;
        charged = 0;
        reserved = 0;
        releasable = 0;
    }
}
