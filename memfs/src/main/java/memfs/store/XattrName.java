package memfs.store;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;

/**
 * The name of an extended attribute: 1 to 255 bytes without NUL. It is no path, so '/' is a byte like any other; xattr(7).
 *
 * <p>
 * One object serves all requests of a worker, since the kernel asks for an attribute before each write that isn't from its
 * cache: the name is valid until the next is set, and what keeps it keeps a copy of its bytes.
 */
public final class XattrName {
    /** XATTR_NAME_MAX, bytes; include/uapi/linux/limits.h. */
    public static final int MAX_LENGTH = 255;

    private final byte[] bytes = new byte[MAX_LENGTH];
    private final MemorySegment segment = MemorySegment.ofArray(bytes);
    private int length;

    /** No name until it is set. */
    public XattrName() {}

    /**
     * @throws ErrnoException
     *             ERANGE: empty or too long; import_xattr_name() in fs/xattr.c
     */
    public static XattrName of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Copies all bytes; errors as {@link #of(String)}. */
    public static XattrName of(byte[] bytes) {
        return new XattrName().set(MemorySegment.ofArray(bytes), 0, bytes.length);
    }

    /** Becomes the name in these bytes of the source, and returns itself; errors as {@link #of(String)}. */
    public XattrName set(MemorySegment source, long offset, long size) {
        if (size == 0 || size > MAX_LENGTH) {
            throw Errno.ERANGE.exception();
        }
        length = (int) size;
        MemorySegment.copy(source, offset, segment, 0, length);
        return this;
    }

    public int length() {
        return length;
    }

    public boolean startsWith(byte[] prefix) {
        return length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** The order of strcmp(3). */
    public int compareTo(byte[] other) {
        return Arrays.compareUnsigned(bytes, 0, length, other, 0, other.length);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** For messages and logs: bytes that are no UTF-8 are replaced. */
    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
