package memfs.kernel.protocol;

import java.lang.foreign.MemorySegment;

/**
 * Parts of a worker's buffer: the same object as last time where it is the same part again, as it is in a stream of requests
 * of one size. C1 has no escape analysis, so a new slice for each request would be allocated.
 */
final class LastSlice {
    private final MemorySegment buffer;
    private MemorySegment last = MemorySegment.NULL;
    private long offset;

    LastSlice(MemorySegment buffer) {
        this.buffer = buffer;
    }

    MemorySegment of(long from, long length) {
        if (offset != from || last.byteSize() != length) {
            last = buffer.asSlice(from, length);
            offset = from;
        }
        return last;
    }
}
