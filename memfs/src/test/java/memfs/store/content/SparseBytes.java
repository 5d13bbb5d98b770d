package memfs.store.content;

import java.util.Arrays;
import java.util.TreeMap;

/** What a file should hold, as plainly as that can be said: pieces of 4 KiB by number, zeros where there is none. */
final class SparseBytes {
    private static final int PIECE = 4096;

    private final TreeMap<Long, byte[]> pieces = new TreeMap<>();
    private long size;

    long size() {
        return size;
    }

    void write(byte[] data, int length, long offset) {
        for (int done = 0; done < length;) {
            long at = offset + done;
            int run = Math.min(PIECE - (int) (at % PIECE), length - done);
            byte[] piece = pieces.computeIfAbsent(at / PIECE, _ -> new byte[PIECE]);
            System.arraycopy(data, done, piece, (int) (at % PIECE), run);
            done += run;
        }
        size = length == 0 ? size : Math.max(size, offset + length);
    }

    byte[] read(long offset, int length) {
        byte[] data = new byte[Math.clamp(size - offset, 0, length)];
        for (int done = 0; done < data.length;) {
            long at = offset + done;
            int run = Math.min(PIECE - (int) (at % PIECE), data.length - done);
            byte[] piece = pieces.get(at / PIECE);
            if (piece != null) {
                System.arraycopy(piece, (int) (at % PIECE), data, done, run);
            }
            done += run;
        }
        return data;
    }

    void zero(long offset, long length) {
        long end = offset + length;
        pieces.subMap(offset / PIECE, true, end / PIECE, true).forEach((number, piece) -> {
            int from = (int) Math.max(0, offset - number * PIECE);
            int to = (int) Math.min(PIECE, end - number * PIECE);
            Arrays.fill(piece, from, to, (byte) 0);
        });
    }

    void truncate(long newSize) {
        if (newSize < size) {
            zero(newSize, size - newSize);
            pieces.tailMap((newSize + PIECE - 1) / PIECE, true).clear();
        }
        size = newSize;
    }

    /** The first offset from {@code offset} on, and before {@code end}, that isn't zero; {@code end} where there is none. */
    long firstNotZero(long offset, long end) {
        for (var entry : pieces.subMap(offset / PIECE, true, end / PIECE, true).entrySet()) {
            long start = entry.getKey() * PIECE;
            for (int i = (int) Math.max(0, offset - start); i < Math.min(PIECE, end - start); i++) {
                if (entry.getValue()[i] != 0) {
                    return start + i;
                }
            }
        }
        return end;
    }
}
