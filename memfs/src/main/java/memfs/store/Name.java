package memfs.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;

/**
 * One component of a path: 1 to 255 bytes without '/' and NUL, not necessarily UTF-8; path_resolution(7).
 *
 * <p>
 * A {@code Name} may belong to a request and is overwritten by the next request: it is valid only for the duration of a
 * call. Fields hold a {@link KeptName}, which never changes.
 */
public abstract sealed class Name permits KeptName, RequestName {
    /** NAME_MAX, bytes. */
    public static final int MAX_LENGTH = 255;

    /** Secret and odd: or a user could choose names that all meet in one place of a directory's table. */
    private static final long MULTIPLIER = ThreadLocalRandom.current().nextLong() | 1;

    public static final KeptName DOT = of(".");
    public static final KeptName DOT_DOT = of("..");

    Name() {}

    /**
     * @throws ErrnoException
     *             ENAMETOOLONG, ENOENT (empty), EINVAL ('/' or NUL within)
     */
    public static KeptName of(String text) {
        return own(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Copies the bytes of a whole segment; errors as {@link #of(String)}. */
    public static KeptName of(MemorySegment segment) {
        requireLength(segment.byteSize());
        return own(segment.toArray(ValueLayout.JAVA_BYTE));
    }

    /** Copies a range of an array; errors as {@link #of(String)}. */
    public static KeptName of(byte[] source, int from, int to) {
        return own(Arrays.copyOfRange(source, from, to));
    }

    private static KeptName own(byte[] bytes) {
        requireLength(bytes.length);
        return new KeptName(bytes, checkedHash(bytes, bytes.length));
    }

    static void requireLength(long length) {
        if (length == 0) {
            throw Errno.ENOENT.exception();
        }
        if (length > MAX_LENGTH) {
            throw Errno.ENAMETOOLONG.exception();
        }
    }

    /** The hash of the first bytes; EINVAL where one of them can't be in a name. */
    static int checkedHash(byte[] bytes, int length) {
        long hash = 0;
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (b == '/' || b == 0) {
                throw Errno.EINVAL.exception();
            }
            hash = (hash + b) * MULTIPLIER;
            // A sum of powers alone has names that meet whatever the multiplier is (Thue-Morse sequences).
            hash ^= hash >>> Integer.SIZE;
        }
        return (int) (hash >>> Integer.SIZE);
    }

    /** Where its bytes are, from the start on; there may be others behind them. */
    abstract byte[] array();

    public abstract int length();

    @Override
    public abstract int hashCode();

    /** Its bytes in an array that never changes. */
    abstract byte[] keptBytes();

    public final byte byteAt(int index) {
        return array()[index];
    }

    /** Copies the name's bytes, without a terminator, to the target, from the offset on. */
    public final void copyTo(MemorySegment target, long offset) {
        MemorySegment.copy(array(), 0, target, ValueLayout.JAVA_BYTE, offset, length());
    }

    /** A copy of the name's bytes. */
    public final byte[] toBytes() {
        return Arrays.copyOf(array(), length());
    }

    public final boolean startsWith(Name prefix) {
        return length() >= prefix.length()
                && Arrays.equals(array(), 0, prefix.length(), prefix.array(), 0, prefix.length());
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Name name && hashCode() == name.hashCode()
                && Arrays.equals(array(), 0, length(), name.array(), 0, name.length());
    }

    /** For messages and logs: bytes that are no UTF-8 are replaced. */
    @Override
    public final String toString() {
        return new String(array(), 0, length(), StandardCharsets.UTF_8);
    }
}
