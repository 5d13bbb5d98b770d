package memfs.store.content;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.ToIntFunction;

import memfs.posix.Stat;
import memfs.store.BackingFile;

/** Content in a file of the operating system, which programs may change without a request. */
public final class BackedContent implements FileContent {
    private static final MemorySegment ZEROS = Arena.global().allocate(64 << 10).asReadOnly();

    private final BackingFile file;

    public BackedContent(BackingFile file) {
        this.file = file;
    }

    /** Where the bytes are. */
    public BackingFile file() {
        return file;
    }

    @Override
    public long size() {
        Stat stat = file.stat();
        return stat == null ? 0 : stat.size();
    }

    @Override
    public long allocatedBytes() {
        Stat stat = file.stat();
        return stat == null ? 0 : stat.blocks() * Stat.BLOCK_UNIT;
    }

    /** Never: programs may have it open. */
    @Override
    public boolean isBlank() {
        return false;
    }

    @Override
    public int read(MemorySegment target, long offset) {
        return inNativeMemory(target, false, segment -> file.read(segment, offset));
    }

    @Override
    public int write(MemorySegment source, long offset) {
        return inNativeMemory(source, true, segment -> file.write(segment, offset));
    }

    /** The operating system can't be given memory of the heap. */
    private static int inNativeMemory(MemorySegment segment, boolean isSource, ToIntFunction<MemorySegment> call) {
        if (segment.isNative()) {
            return call.applyAsInt(segment);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate(segment.byteSize());
            if (isSource) {
                copy.copyFrom(segment);
            }
            int count = call.applyAsInt(copy);
            if (!isSource) {
                MemorySegment.copy(copy, 0, segment, 0, count);
            }
            return count;
        }
    }

    @Override
    public Removed truncate(long newSize) {
        file.truncate(newSize);
        return Removed.NOTHING;
    }

    @Override
    public Removed punch(long offset, long length) {
        file.punch(offset, length);
        return Removed.NOTHING;
    }

    /** At once: the operating system undoes what it can't complete, and programs may have written to an earlier piece. */
    @Override
    public Growth growth(long offset, long length) {
        file.allocate(offset, length);
        return Growth.NONE;
    }

    /** Past the end there are zeros already. */
    @Override
    public void zero(long offset, long length) {
        long end = Math.min(offset + length, size());
        for (long at = offset; at < end; at += ZEROS.byteSize()) {
            file.write(ZEROS.asSlice(0, Math.min(ZEROS.byteSize(), end - at)), at);
        }
    }

    @Override
    public long nextData(long offset) {
        return file.nextData(offset);
    }

    @Override
    public long nextHole(long offset, long limit) {
        long found = file.nextHole(offset);
        return found < 0 ? size() : found;
    }

    @Override
    public void free() {
        file.close();
    }
}
