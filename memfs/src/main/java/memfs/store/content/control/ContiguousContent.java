package memfs.store.content.control;

import java.lang.foreign.MemorySegment;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.store.PageSource;
import memfs.store.content.BlockPool;
import memfs.store.content.FileContent;

/**
 * The content of the 2017 original, kept as the study's control arm: one allocation of exactly the file's length.
 *
 * <p>
 * The original's {@code Write} that ended past its buffer made a new one of the new length, zeroed, and copied the old one
 * into it (section 1 of the facts that the project began with: O(n²/w) bytes copied for n bytes appended by w). Here as
 * there each allocation is fresh zeroed pages of the operating system, and the old ones live until the copy is made: so
 * they count against the size limit together for that long. There are no holes: what isn't written is zeros that are
 * counted. A file below a page takes one, and is counted by its length, as the others are.
 */
public final class ContiguousContent implements FileContent {
    private final BlockPool pool;
    private final PageSource pages;
    private volatile MemorySegment bytes = MemorySegment.NULL;

    public ContiguousContent(BlockPool pool, PageSource pages) {
        this.pool = pool;
        this.pages = pages;
    }

    @Override
    public long size() {
        return bytes.byteSize();
    }

    @Override
    public long allocatedBytes() {
        return bytes.byteSize();
    }

    @Override
    public boolean isBlank() {
        return size() == 0;
    }

    @Override
    public int read(MemorySegment target, long offset) {
        int length = (int) Math.clamp(size() - offset, 0, target.byteSize());
        MemorySegment.copy(bytes, Math.min(offset, size()), target, 0, length);
        return length;
    }

    /** All or nothing: writing only a part would save hardly any memory, since the old bytes are copied in any case. */
    @Override
    public int write(MemorySegment source, long offset) {
        long end = offset + source.byteSize();
        if (end > size() && !resize(end)) {
            return 0;
        }
        MemorySegment.copy(source, 0, bytes, offset, source.byteSize());
        return (int) source.byteSize();
    }

    @Override
    public Removed truncate(long newSize) {
        if (!resize(newSize)) {
            throw Errno.ENOSPC.exception();
        }
        return Removed.NOTHING;
    }

    private boolean resize(long newSize) {
        MemorySegment old = bytes;
        if (newSize == old.byteSize()) {
            return true;
        }
        MemorySegment resized = take(newSize);
        if (resized == null) {
            return false;
        }
        long kept = Math.min(old.byteSize(), newSize);
        MemorySegment.copy(old, 0, resized, 0, kept);
        pool.noteCopied(kept);
        bytes = resized;
        release(old);
        return true;
    }

    /** Zeroed bytes, counted; null where the limit or the machine refuses. */
    private MemorySegment take(long length) {
        if (length == 0) {
            return MemorySegment.NULL;
        }
        try {
            pool.charge(length);
        } catch (ErrnoException _) {
            return null;
        }
        try {
            return pages.map(length);
        } catch (OutOfMemoryError _) {
            pool.discharge(length);
            return null;
        }
    }

    private void release(MemorySegment old) {
        if (old.byteSize() > 0) {
            pages.unmap(old);
            pool.discharge(old.byteSize());
        }
    }

    /** Nothing to allocate: every byte of the file has memory, and none can be reserved past its end. */
    @Override
    public Growth growth(long offset, long length) {
        return Growth.NONE;
    }

    @Override
    public Removed punch(long offset, long length) {
        zero(offset, length);
        return Removed.NOTHING;
    }

    @Override
    public void zero(long offset, long length) {
        long start = Math.min(offset, size());
        bytes.asSlice(start, Math.min(length, size() - start)).fill((byte) 0);
    }

    @Override
    public long nextData(long offset) {
        return offset < size() ? offset : -1;
    }

    @Override
    public long nextHole(long offset, long limit) {
        return size();
    }

    @Override
    public void free() {
        MemorySegment old = bytes;
        bytes = MemorySegment.NULL;
        release(old);
    }
}
