package memfs.store.content;

/**
 * The sizes that blocks come in: four to each doubling, multiples of 64 bytes up to a page, so that what a block has too
 * much is less than a quarter of its bytes from 256 bytes on, and less than 64 bytes below.
 */
final class SizeClass {
    /** What every size is a multiple of, bytes. */
    static final int UNIT = 64;

    /** Numbers of size classes are from 1 to this one, in the order of their sizes. */
    static final int LAST;

    private static final int UNITS_IN_PAGE = BlockPool.PAGE_SIZE / UNIT;
    private static final int[] BYTES = new int[UNITS_IN_PAGE + 1];
    /** The class for so many units. */
    private static final byte[] FOR_UNITS = new byte[UNITS_IN_PAGE + 1];

    static {
        int last = 0;
        for (int units = 1; units <= UNITS_IN_PAGE; units += step(units)) {
            last++;
            BYTES[last] = units * UNIT;
            for (int fits = units; fits > 0 && FOR_UNITS[fits] == 0; fits--) {
                FOR_UNITS[fits] = (byte) last;
            }
        }
        LAST = last;
    }

    private SizeClass() {}

    private static int step(int units) {
        return Math.max(1, Integer.highestOneBit(units) / 4);
    }

    /** The smallest class with so many bytes, 1 to a page's. */
    static int of(int bytes) {
        return FOR_UNITS[(bytes + UNIT - 1) / UNIT];
    }

    static int bytes(int sizeClass) {
        return BYTES[sizeClass];
    }
}
