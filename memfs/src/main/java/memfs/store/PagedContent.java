package memfs.store;

import java.lang.foreign.MemorySegment;

import org.agrona.collections.LongArrayList;

/**
 * Content in pages of the pool: an append allocates and copies only what it appends, a hole takes nothing.
 *
 * <p>
 * Invariant: the bytes of a page past the end of the file are zeros, so that growing never shows stale ones.
 */
final class PagedContent implements FileContent {
    private static final int SHIFT = BlockPool.PAGE_SHIFT;
    private static final int PAGE_SIZE = BlockPool.PAGE_SIZE;

    private final BlockPool pool;
    private final PageIndex index = new PageIndex();
    private long size;

    PagedContent(BlockPool pool) {
        this.pool = pool;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long allocatedBytes() {
        return index.pages() << SHIFT;
    }

    @Override
    public int read(MemorySegment target, long offset) {
        int length = (int) Math.clamp(size - offset, 0, target.byteSize());
        for (int done = 0; done < length;) {
            int inPage = inPage(offset + done);
            int run = Math.min(PAGE_SIZE - inPage, length - done);
            int page = index.get(pageNumber(offset + done));
            if (page == BlockPool.NONE) {
                target.asSlice(done, run).fill((byte) 0);
            } else {
                pool.read(page, inPage, target, done, run);
            }
            done += run;
        }
        return length;
    }

    @Override
    public int write(MemorySegment source, long offset) {
        int length = (int) source.byteSize();
        int done = 0;
        while (done < length) {
            int inPage = inPage(offset + done);
            int run = Math.min(PAGE_SIZE - inPage, length - done);
            int page = pageFor(offset + done, run);
            if (page == BlockPool.NONE) {
                break;
            }
            pool.write(page, inPage, source, done, run);
            done += run;
        }
        if (done > 0) {
            size = Math.max(size, offset + done);
        }
        return done;
    }

    /** The page to write {@code run} bytes to; a new one is zeroed around them. */
    private int pageFor(long offset, int run) {
        int page = index.get(pageNumber(offset));
        if (page != BlockPool.NONE) {
            return page;
        }
        page = pool.allocate();
        if (page != BlockPool.NONE) {
            int end = inPage(offset) + run;
            pool.zero(page, 0, inPage(offset));
            pool.zero(page, end, PAGE_SIZE - end);
            index.put(pageNumber(offset), page);
        }
        return page;
    }

    @Override
    public void truncate(long newSize) {
        if (newSize <= size) {
            zeroWithinPage(newSize, -inPage(newSize) & (PAGE_SIZE - 1));
            index.remove(pagesUpTo(newSize), pagesUpTo(MAX_SIZE), pool::free);
        }
        size = newSize;
    }

    @Override
    public boolean allocate(long offset, long length) {
        long missing = pagesUpTo(offset + length) - pageNumber(offset) - index.pages();
        if (missing > (pool.capacityBytes() - pool.liveBytes()) >> SHIFT) {
            // Or what can't succeed would first take, and touch, all the memory that there is.
            return false;
        }
        var added = new LongArrayList();
        for (long number = pageNumber(offset); number < pagesUpTo(offset + length); number++) {
            if (index.get(number) == BlockPool.NONE) {
                if (pageFor(number << SHIFT, 0) == BlockPool.NONE) {
                    added.forEachLong(undone -> index.remove(undone, undone + 1, pool::free));
                    return false;
                }
                added.addLong(number);
            }
        }
        return true;
    }

    @Override
    public void punch(long offset, long length) {
        long end = offset + length;
        long firstWhole = pagesUpTo(offset);
        long lastWhole = pageNumber(end);
        if (firstWhole > lastWhole) {
            zeroWithinPage(offset, (int) length);
            return;
        }
        zeroWithinPage(offset, (int) ((firstWhole << SHIFT) - offset));
        index.remove(firstWhole, lastWhole, pool::free);
        zeroWithinPage(lastWhole << SHIFT, inPage(end));
    }

    @Override
    public void zero(long offset, long length) {
        long end = offset + length;
        for (long at = offset; at < end;) {
            int run = (int) Math.min(PAGE_SIZE - inPage(at), end - at);
            zeroWithinPage(at, run);
            at += run;
        }
    }

    private void zeroWithinPage(long offset, int length) {
        int page = index.get(pageNumber(offset));
        if (page != BlockPool.NONE && length > 0) {
            pool.zero(page, inPage(offset), length);
        }
    }

    @Override
    public long nextData(long offset) {
        long number = index.nextPresent(pageNumber(offset));
        long start = Math.max(offset, number << SHIFT);
        return number == PageIndex.NO_PAGE || start >= size ? -1 : start;
    }

    @Override
    public long nextHole(long offset) {
        long start = index.nextAbsent(pageNumber(offset)) << SHIFT;
        return Math.min(size, Math.max(offset, start));
    }

    @Override
    public void free() {
        index.remove(0, pagesUpTo(MAX_SIZE), pool::free);
        size = 0;
    }

    private static long pageNumber(long offset) {
        return offset >>> SHIFT;
    }

    private static long pagesUpTo(long offset) {
        return (offset + PAGE_SIZE - 1) >>> SHIFT;
    }

    private static int inPage(long offset) {
        return (int) offset & (PAGE_SIZE - 1);
    }
}
