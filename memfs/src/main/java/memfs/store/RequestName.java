package memfs.store;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

import memfs.posix.ErrnoException;

/**
 * The name in a request, one object for all requests of a worker: most names are only looked up, and a name for each would
 * be the most that a request allocates. A directory keeps a copy of the bytes.
 */
public final class RequestName extends Name {
    private final byte[] bytes = new byte[MAX_LENGTH];
    private final MemorySegment segment = MemorySegment.ofArray(bytes);
    private int length;
    private int hash;

    /**
     * Becomes the name in these bytes of the source, and returns itself.
     *
     * @throws ErrnoException
     *             as {@link Name#of(String)}; until it is set again it is no name then
     */
    public RequestName set(MemorySegment source, long offset, long size) {
        requireLength(size);
        length = (int) size;
        MemorySegment.copy(source, offset, segment, 0, length);
        hash = checkedHash(bytes, length);
        return this;
    }

    @Override
    byte[] array() {
        return bytes;
    }

    @Override
    byte[] keptBytes() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
