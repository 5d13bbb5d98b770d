package memfs.store.tree;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import memfs.store.content.BlockPool;

/**
 * A pool that holds up threads at their next use of it, in the middle of whatever they do, until it is opened, and that can
 * run out of memory.
 */
final class HeldPool implements BlockPool {
    private final BlockPool pool;
    private final Set<Thread> toHold = ConcurrentHashMap.newKeySet();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch held;
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

    /**
     * @param threads
     *            how many are to be held before {@link #awaitHeld} returns
     */
    HeldPool(BlockPool pool, int threads) {
        this.pool = pool;
        this.held = new CountDownLatch(threads);
    }

    /** Holds up the thread that calls this. */
    void holdMe() {
        toHold.add(Thread.currentThread());
    }

    /** Refuses to allocate after so many blocks more. */
    void failAfter(long blocks) {
        left.set(blocks);
    }

    void awaitHeld() throws InterruptedException {
        held.await();
    }

    void open() {
        opened.countDown();
    }

    private void pass() {
        if (toHold.remove(Thread.currentThread())) {
            held.countDown();
            try {
                opened.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public long allocate(int bytes) {
        pass();
        return left.decrementAndGet() < 0 ? NONE : pool.allocate(bytes);
    }

    @Override
    public long reallocate(long block, int bytes) {
        pass();
        return pool.reallocate(block, bytes);
    }

    @Override
    public void free(long block) {
        pass();
        pool.free(block);
    }

    @Override
    public long freeWithListed(long block) {
        pass();
        return pool.freeWithListed(block);
    }

    @Override
    public void read(long block, int blockOffset, MemorySegment target, long targetOffset, int length) {
        pass();
        pool.read(block, blockOffset, target, targetOffset, length);
    }

    @Override
    public void write(long block, int blockOffset, MemorySegment source, long sourceOffset, int length) {
        pass();
        pool.write(block, blockOffset, source, sourceOffset, length);
    }

    @Override
    public void zero(long block, int blockOffset, int length) {
        pass();
        pool.zero(block, blockOffset, length);
    }

    @Override
    public long getLong(long block, int blockOffset) {
        return pool.getLong(block, blockOffset);
    }

    @Override
    public void putLong(long block, int blockOffset, long value) {
        pool.putLong(block, blockOffset, value);
    }

    @Override
    public void charge(long bytes) {
        pool.charge(bytes);
    }

    @Override
    public void discharge(long bytes) {
        pool.discharge(bytes);
    }

    @Override
    public void noteCopied(long bytes) {
        pool.noteCopied(bytes);
    }

    @Override
    public long copiedBytes() {
        return pool.copiedBytes();
    }

    @Override
    public long capacityBytes() {
        return pool.capacityBytes();
    }

    @Override
    public boolean resize(long newCapacityBytes) {
        return pool.resize(newCapacityBytes);
    }

    @Override
    public long ownBytes() {
        return pool.ownBytes();
    }

    @Override
    public void addLeaving(long bytes) {
        pool.addLeaving(bytes);
    }

    @Override
    public boolean isBackedSpaceScarce() {
        return pool.isBackedSpaceScarce();
    }

    @Override
    public long liveBytes() {
        return pool.liveBytes();
    }

    @Override
    public long reservedBytes() {
        return pool.reservedBytes();
    }

    @Override
    public void trim() {
        pool.trim();
    }

    @Override
    public void close() {
        pool.close();
    }
}
