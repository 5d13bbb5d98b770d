package memfs.store.content.control;

import java.lang.foreign.MemorySegment;

import memfs.store.content.FileContent;

/**
 * Content that keeps its size alone and reads as zeros: no byte is stored, so a study measures the transport
 * alone.
 *
 * <p>
 * It calls itself data from end to end, though it takes no memory: a program that skips holes must move the bytes here
 * too.
 */
public final class NullContent implements FileContent {
    private volatile long size;

    @Override
    public long size() {
        return size;
    }

    @Override
    public long allocatedBytes() {
        return 0;
    }

    @Override
    public boolean isBlank() {
        return size == 0;
    }

    @Override
    public int read(MemorySegment target, long offset) {
        int length = (int) Math.clamp(size - offset, 0, target.byteSize());
        target.asSlice(0, length).fill((byte) 0);
        return length;
    }

    @Override
    public int write(MemorySegment source, long offset) {
        size = Math.max(size, offset + source.byteSize());
        return (int) source.byteSize();
    }

    @Override
    public Removed truncate(long newSize) {
        size = newSize;
        return Removed.NOTHING;
    }

    @Override
    public Growth growth(long offset, long length) {
        return Growth.NONE;
    }

    @Override
    public Removed punch(long offset, long length) {
        return Removed.NOTHING;
    }

    @Override
    public void zero(long offset, long length) {
        // Zeros already.
    }

    @Override
    public long nextData(long offset) {
        return offset < size ? offset : -1;
    }

    @Override
    public long nextHole(long offset, long limit) {
        return size;
    }

    @Override
    public void free() {
        size = 0;
    }
}
