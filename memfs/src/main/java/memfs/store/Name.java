package memfs.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;

/**
 * One component of a path: 1 to 255 bytes without '/' and NUL, not necessarily UTF-8; path_resolution(7). Names of
 * extended attributes are of the same kind.
 */
public sealed class Name permits Dentry {
    /** NAME_MAX, bytes. */
    public static final int MAX_LENGTH = 255;

    /** Secret and odd: nobody can choose names that meet in one place of a directory's table. */
    private static final long MULTIPLIER = ThreadLocalRandom.current().nextLong() | 1;

    public static final Name DOT = of(".");
    public static final Name DOT_DOT = of("..");

    private final byte[] bytes;
    private final int hash;

    private Name(byte[] bytes) {
        this.bytes = bytes;
        this.hash = hash(bytes);
    }

    /** The same name, with the same bytes in memory. */
    Name(Name other) {
        bytes = other.bytes;
        hash = other.hash;
    }

    private static int hash(byte[] bytes) {
        long hash = 0;
        for (byte b : bytes) {
            hash = (hash + b) * MULTIPLIER;
        }
        return (int) (hash >>> Integer.SIZE);
    }

    /**
     * @throws ErrnoException
     *             ENAMETOOLONG, ENOENT (empty), EINVAL ('/' or NUL within)
     */
    public static Name of(String text) {
        return own(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Copies the bytes of a whole segment; errors as {@link #of(String)}. */
    public static Name of(MemorySegment segment) {
        if (segment.byteSize() > MAX_LENGTH) {
            throw Errno.ENAMETOOLONG.exception();
        }
        return own(segment.toArray(ValueLayout.JAVA_BYTE));
    }

    /** Copies a range of an array; errors as {@link #of(String)}. */
    public static Name of(byte[] source, int from, int to) {
        return own(Arrays.copyOfRange(source, from, to));
    }

    private static Name own(byte[] bytes) {
        if (bytes.length == 0) {
            throw Errno.ENOENT.exception();
        }
        if (bytes.length > MAX_LENGTH) {
            throw Errno.ENAMETOOLONG.exception();
        }
        for (byte b : bytes) {
            if (b == '/' || b == 0) {
                throw Errno.EINVAL.exception();
            }
        }
        return new Name(bytes);
    }

    public final int length() {
        return bytes.length;
    }

    public final byte byteAt(int index) {
        return bytes[index];
    }

    /** Copies the name's bytes, without a terminator, to the start of the target. */
    public final void copyTo(MemorySegment target, long offset) {
        MemorySegment.copy(bytes, 0, target, ValueLayout.JAVA_BYTE, offset, bytes.length);
    }

    /** A copy of the name's bytes. */
    public final byte[] toBytes() {
        return bytes.clone();
    }

    public final boolean startsWith(Name prefix) {
        return bytes.length >= prefix.bytes.length
                && Arrays.equals(bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Name name && hash == name.hash && Arrays.equals(bytes, name.bytes);
    }

    @Override
    public final int hashCode() {
        return hash;
    }

    /** For messages and logs: bytes that are no UTF-8 are replaced. */
    @Override
    public final String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
