package memfs.testing;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Bytes to write and to compare with. */
public final class Segments {
    private Segments() {}

    public static MemorySegment filled(int length, int value) {
        MemorySegment segment = MemorySegment.ofArray(new byte[length]);
        segment.fill((byte) value);
        return segment;
    }

    public static byte byteAt(MemorySegment segment, long offset) {
        return segment.get(ValueLayout.JAVA_BYTE, offset);
    }
}
