package memfs.store.content;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

import memfs.posix.Errno;

/**
 * Content in blocks of the pool, one for each page that has bytes: an append allocates and copies only what it appends, a
 * hole takes nothing.
 *
 * <p>
 * A block holds the first bytes of its page, as many as were needed so far: the last page of a file, and so a small file,
 * takes little more than its bytes. What a page has past its block are zeros. Invariant: the bytes of a block past the
 * end of the file are zeros, so that growing never shows stale ones.
 */
public final class PagedContent implements FileContent {
    private static final int SHIFT = BlockPool.PAGE_SHIFT;
    private static final int PAGE_SIZE = BlockPool.PAGE_SIZE;

    private static final AtomicLongFieldUpdater<PagedContent> ALLOCATED = AtomicLongFieldUpdater
            .newUpdater(PagedContent.class, "allocated");

    private final BlockPool pool;
    private final PageIndex index;
    private volatile long size;
    /** Falls when memory that was cut off has been freed, which needs no lock; hence the updater. */
    private volatile long allocated;
    /** Counts changes, so that an allocation sees whether others came between its pieces. */
    private int changes;

    public PagedContent(BlockPool pool) {
        this.pool = pool;
        this.index = new PageIndex(pool);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long allocatedBytes() {
        return allocated;
    }

    @Override
    public boolean isBlank() {
        return size == 0 && index.isEmpty();
    }

    private void addAllocated(long bytes) {
        ALLOCATED.addAndGet(this, bytes);
    }

    @Override
    public int read(MemorySegment target, long offset) {
        int length = (int) Math.clamp(size - offset, 0, target.byteSize());
        for (int done = 0; done < length;) {
            long block = index.get(page(offset + done));
            int inPage = inPage(offset + done);
            int run = runLength(block, offset + done, length - done);
            int stored = isWholePage(block) ? run : Math.clamp(capacity(block) - inPage, 0, run);
            if (stored > 0) {
                pool.read(block, inPage, target, done, stored);
            }
            MemorySegment.copy(BlockPool.ZEROS, 0, target, done + stored, run - stored);
            done += run;
        }
        return length;
    }

    private static int capacity(long block) {
        return block == BlockPool.NONE ? 0 : BlockPool.capacity(block);
    }

    private static boolean isWholePage(long block) {
        return capacity(block) == PAGE_SIZE;
    }

    /** How many bytes from an offset on are in its page, or on in whole pages that follow it in memory too. */
    private int runLength(long block, long offset, int most) {
        int run = Math.min(PAGE_SIZE - inPage(offset), most);
        if (!isWholePage(block)) {
            return run;
        }
        long next = block + PAGE_SIZE;
        while (run < most && index.get(page(offset + run)) == next) {
            run += Math.min(PAGE_SIZE, most - run);
            next += PAGE_SIZE;
        }
        return run;
    }

    @Override
    public int write(MemorySegment source, long offset) {
        int length = (int) source.byteSize();
        int done = 0;
        changes++;
        while (done < length) {
            int run = Math.min(PAGE_SIZE - inPage(offset + done), length - done);
            long block = blockFor(offset + done, run, true);
            if (block == BlockPool.NONE) {
                break;
            }
            pool.write(block, inPage(offset + done), source, done, run);
            done += run;
        }
        if (done > 0 && offset + done > size) {
            size = offset + done;
        }
        return done;
    }

    /**
     * A block that covers a range within a page; newly allocated bytes are zeroed, except for the range itself if it is to be
     * written. An existing block at least doubles, since a file that was appended to twice probably will be again.
     */
    private long blockFor(long offset, int length, boolean written) {
        long page = page(offset);
        long block = index.get(page);
        int held = capacity(block);
        int end = inPage(offset) + length;
        if (end <= held) {
            return block;
        }
        long roomy = block == BlockPool.NONE ? add(page, end) : grow(page, block, end);
        if (roomy != BlockPool.NONE) {
            int firstWritten = written ? Math.max(held, inPage(offset)) : end;
            pool.zero(roomy, held, firstWritten - held);
            pool.zero(roomy, end, BlockPool.capacity(roomy) - end);
            addAllocated(BlockPool.capacity(roomy) - held);
        }
        return roomy;
    }

    private long add(long page, int bytes) {
        long block = pool.allocate(bytes);
        if (block != BlockPool.NONE && !index.put(page, block)) {
            pool.free(block);
            return BlockPool.NONE;
        }
        return block;
    }

    private long grow(long page, long block, int bytes) {
        long doubled = replace(page, block, Math.max(bytes, Math.min(2 * BlockPool.capacity(block), PAGE_SIZE)));
        return doubled == BlockPool.NONE ? replace(page, block, bytes) : doubled;
    }

    /** An entry that is there can't fail to be changed. */
    private long replace(long page, long block, int bytes) {
        long other = pool.reallocate(block, bytes);
        if (other != BlockPool.NONE) {
            index.put(page, other);
        }
        return other;
    }

    @Override
    public Removed truncate(long newSize) {
        changes++;
        Removed removed = Removed.NOTHING;
        if (newSize <= size) {
            removed = cut(pagesUpTo(newSize), PageIndex.END);
            cutLastPage(newSize);
        }
        size = newSize;
        return removed;
    }

    Removed cut(long fromPage, long toPage) {
        PageIndex.Cut cut = index.cutOf(fromPage, toPage);
        // Made before the cut, so that what it needs of the heap can't be missing afterwards.
        Removed removed = () -> addAllocated(-cut.free());
        cut.make();
        return removed;
    }

    @Override
    public void free() {
        changes++;
        size = 0;
        allocated = 0;
        index.free();
    }

    private void cutLastPage(long newSize) {
        int bytes = inPage(newSize);
        long page = page(newSize);
        if (bytes == 0) {
            return;
        }
        if (SizeClass.bytes(SizeClass.of(bytes)) < held(page)) {
            shrink(page, bytes);
        }
        zeroWithinPage(newSize, PAGE_SIZE - bytes);
    }

    @Override
    public Growth growth(long offset, long length) {
        long missing = (pagesUpTo(offset + length) - page(offset) - 1 << SHIFT) - allocated;
        if (missing > pool.capacityBytes() - pool.liveBytes()) {
            // Checked first: an allocation that can't succeed would otherwise use up all free memory before it fails.
            throw Errno.ENOSPC.exception();
        }
        return new PagedGrowth(this);
    }

    int changes() {
        return changes;
    }

    int countChange() {
        return ++changes;
    }

    /** Bytes in the block of a page. */
    int held(long page) {
        return capacity(index.get(page));
    }

    /** Gives a range within a page memory that reads as before; false where there is none. */
    boolean back(long offset, int length) {
        return blockFor(offset, length, false) != BlockPool.NONE;
    }

    /** Makes the block of a page smaller; it stays as it is where there is no memory to move it. */
    void shrink(long page, int bytes) {
        long block = index.get(page);
        long smaller = replace(page, block, bytes);
        if (smaller != BlockPool.NONE) {
            addAllocated(BlockPool.capacity(smaller) - BlockPool.capacity(block));
        }
    }

    @Override
    public Removed punch(long offset, long length) {
        changes++;
        long end = offset + length;
        long firstWhole = pagesUpTo(offset);
        long lastWhole = page(end);
        if (firstWhole > lastWhole) {
            zeroWithinPage(offset, (int) length);
            return Removed.NOTHING;
        }
        zeroWithinPage(offset, (int) ((firstWhole << SHIFT) - offset));
        zeroWithinPage(lastWhole << SHIFT, inPage(end));
        return cut(firstWhole, lastWhole);
    }

    @Override
    public void zero(long offset, long length) {
        changes++;
        long end = offset + length;
        for (long at = offset; at < end;) {
            int run = inOnePage(at, end);
            zeroWithinPage(at, run);
            at += run;
        }
    }

    private void zeroWithinPage(long offset, int length) {
        long block = index.get(page(offset));
        int stored = Math.clamp(capacity(block) - inPage(offset), 0, length);
        if (stored > 0) {
            pool.zero(block, inPage(offset), stored);
        }
    }

    @Override
    public long nextData(long offset) {
        long page = index.nextPresent(page(offset));
        long start = Math.max(offset, page << SHIFT);
        return page == PageIndex.NO_PAGE || start >= size ? -1 : start;
    }

    @Override
    public long nextHole(long offset, long limit) {
        long start = index.nextAbsent(page(offset), pagesUpTo(limit)) << SHIFT;
        return Math.min(size, Math.max(offset, start));
    }

    static long page(long offset) {
        return offset >>> SHIFT;
    }

    private static long pagesUpTo(long offset) {
        return (offset + PAGE_SIZE - 1) >>> SHIFT;
    }

    /** Bytes from an offset on to the end of its page, or to an end before that. */
    static int inOnePage(long offset, long end) {
        return (int) Math.min(PAGE_SIZE - inPage(offset), end - offset);
    }

    private static int inPage(long offset) {
        return (int) offset & (PAGE_SIZE - 1);
    }
}
