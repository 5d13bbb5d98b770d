package memfs.mount;

import java.lang.foreign.MemorySegment;

import memfs.posix.ErrnoException;
import memfs.store.PageSource;
import memfs.sys.Memory;

/** The store's memory: mapped by mmap(2), released by madvise(2). */
public enum MappedPages implements PageSource {
    INSTANCE;

    @Override
    public MemorySegment map(long bytes) {
        try {
            return Memory.map(bytes);
        } catch (ErrnoException e) {
            throw new OutOfMemoryError("mmap of " + bytes + " bytes: " + e.getMessage());
        }
    }

    @Override
    public int pageBytes() {
        return Memory.PAGE_BYTES;
    }

    @Override
    public boolean release(MemorySegment pages) {
        return Memory.release(pages);
    }

    @Override
    public void unmap(MemorySegment mapped) {
        Memory.unmap(mapped);
    }
}
