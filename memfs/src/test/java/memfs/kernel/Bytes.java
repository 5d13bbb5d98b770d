package memfs.kernel;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Little-endian bytes, put down field by field in the order of a struct of {@code include/uapi/linux/fuse.h}; knows
 * nothing of the code under test.
 */
final class Bytes {
    private static final VarHandle U16 = view(short[].class);
    private static final VarHandle U32 = view(int[].class);
    private static final VarHandle U64 = view(long[].class);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    static Bytes of() {
        return new Bytes();
    }

    Bytes u16(int value) {
        return put(value, 2);
    }

    /** A number from -2³¹ to 2³²-1. */
    Bytes u32(long value) {
        return put(value, 4);
    }

    Bytes u64(long value) {
        return put(value, 8);
    }

    private Bytes put(long value, int count) {
        for (int i = 0; i < count; i++) {
            out.write((int) (value >>> 8 * i));
        }
        return this;
    }

    Bytes raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Characters without a terminator. */
    Bytes text(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A name as requests carry it: with a NUL behind it. */
    Bytes name(String text) {
        return text(text).zeros(1);
    }

    Bytes zeros(int count) {
        return raw(new byte[count]);
    }

    /** FUSE_REC_ALIGN. */
    Bytes align8() {
        return zeros(-out.size() & 7);
    }

    int size() {
        return out.size();
    }

    byte[] toArray() {
        return out.toByteArray();
    }

    /** Pairs of hexadecimal digits; blanks between them don't count. */
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    static int u16(byte[] bytes, int offset) {
        return Short.toUnsignedInt((short) U16.get(bytes, offset));
    }

    static int u32(byte[] bytes, int offset) {
        return (int) U32.get(bytes, offset);
    }

    static long u64(byte[] bytes, int offset) {
        return (long) U64.get(bytes, offset);
    }

    static void setU32(byte[] bytes, int offset, long value) {
        U32.set(bytes, offset, (int) value);
    }

    static void setU64(byte[] bytes, int offset, long value) {
        U64.set(bytes, offset, value);
    }
}
