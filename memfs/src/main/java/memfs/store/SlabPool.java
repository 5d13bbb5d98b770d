package memfs.store;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;

import memfs.posix.Errno;

/**
 * Pages cut from off-heap slabs of one MiB; a slab whose pages are all free goes back to the operating system.
 *
 * <p>
 * A page's number tells its slab and its place there, so finding its bytes takes no lock: whoever owns the page learnt
 * its number after the slab was published, and the slab stays while the page is owned.
 */
final class SlabPool implements BlockPool {
    private static final int PAGE_IN_SLAB_SHIFT = Slab.SHIFT - PAGE_SHIFT;

    /** Empty slabs kept: a create-and-delete cycle must not pay the operating system (and a handshake) each time. */
    private static final int SPARE_SLABS = 8;

    private final long capacity;
    private volatile Slab[] slabs = new Slab[16];
    private final BitSet used = new BitSet();
    /** The lowest slab with room serves first: high slabs drain, and go. */
    private final BitSet withRoom = new BitSet();
    private int empty;
    private long live;

    SlabPool(long capacityBytes) {
        this.capacity = capacityBytes;
    }

    @Override
    public synchronized int allocate() {
        if (live + PAGE_SIZE > capacity) {
            return NONE;
        }
        int index = withRoom.nextSetBit(0);
        if (index < 0 && (index = addSlab()) < 0) {
            return NONE;
        }
        live += PAGE_SIZE;
        return takeFrom(index);
    }

    private int takeFrom(int index) {
        Slab slab = slabs[index];
        if (slab.isEmpty()) {
            empty--;
        }
        int page = slab.take();
        withRoom.set(index, !slab.isFull());
        return (index << PAGE_IN_SLAB_SHIFT) + page + 1;
    }

    /** The new slab's index, or -1 where the machine has no more memory: to a program that is a full file system. */
    private int addSlab() {
        Slab slab;
        try {
            slab = new Slab();
        } catch (OutOfMemoryError _) {
            return -1;
        }
        int index = used.nextClearBit(0);
        if (index == slabs.length) {
            slabs = Arrays.copyOf(slabs, 2 * index);
        }
        slabs[index] = slab;
        used.set(index);
        withRoom.set(index);
        empty++;
        return index;
    }

    @Override
    public synchronized void free(int page) {
        int index = slabIndex(page);
        Slab slab = slabs[index];
        slab.giveBack((page - 1) & (Slab.PAGES - 1));
        live -= PAGE_SIZE;
        withRoom.set(index);
        if (slab.isEmpty() && ++empty > SPARE_SLABS) {
            removeSlab(index);
        }
    }

    private void removeSlab(int index) {
        slabs[index].close();
        slabs[index] = null;
        used.clear(index);
        withRoom.clear(index);
        empty--;
    }

    @Override
    public void read(int page, int pageOffset, MemorySegment target, long targetOffset, int length) {
        MemorySegment.copy(slab(page), position(page) + pageOffset, target, targetOffset, length);
    }

    @Override
    public void write(int page, int pageOffset, MemorySegment source, long sourceOffset, int length) {
        MemorySegment.copy(source, sourceOffset, slab(page), position(page) + pageOffset, length);
    }

    @Override
    public void zero(int page, int pageOffset, int length) {
        slab(page).asSlice(position(page) + pageOffset, length).fill((byte) 0);
    }

    private MemorySegment slab(int page) {
        return slabs[slabIndex(page)].bytes();
    }

    private static int slabIndex(int page) {
        return (page - 1) >>> PAGE_IN_SLAB_SHIFT;
    }

    private static long position(int page) {
        return (long) ((page - 1) & (Slab.PAGES - 1)) << PAGE_SHIFT;
    }

    @Override
    public synchronized void charge(long bytes) {
        if (live + bytes > capacity) {
            throw Errno.ENOSPC.exception();
        }
        live += bytes;
    }

    @Override
    public synchronized void discharge(long bytes) {
        live -= bytes;
    }

    @Override
    public long capacityBytes() {
        return capacity;
    }

    @Override
    public synchronized long liveBytes() {
        return live;
    }

    @Override
    public synchronized long reservedBytes() {
        return (long) used.cardinality() << Slab.SHIFT;
    }

    @Override
    public synchronized void close() {
        for (int index = used.nextSetBit(0); index >= 0; index = used.nextSetBit(index + 1)) {
            removeSlab(index);
        }
        live = 0;
    }
}
