package workload.memory;

import java.util.Arrays;

/**
 * How much an experiment does.
 *
 * @param quick
 *            little enough for a look
 * @param divisor
 *            one n-th of that, for tests
 * @param operations
 *            of the fragmentation's, or 0 for its own number
 */
public record Scale(boolean quick, int divisor, int operations) {
    public static final long MIB = 1 << 20;
    public static final int FILES_PER_DIRECTORY = 1_000;

    private static final int[] WHOLE_APPENDED = {4, 8, 16, 32};
    private static final int[] QUICK_APPENDED = {1, 2, 4, 8};

    public int files() {
        return Math.max(1, (quick ? 50_000 : 1_000_000) / divisor);
    }

    public long churnBytes() {
        return Math.max(MIB, (quick ? 128 : 2048) * MIB / divisor);
    }

    public int churnRounds() {
        return quick ? 5 : 20;
    }

    /** Most bytes in the tree of the fragmentation's files. */
    public long liveBytes() {
        return Math.max(8 * MIB, (quick ? 64 : 512) * MIB / divisor);
    }

    public int fragmentationOperations() {
        return operations > 0 ? operations : Math.max(100, (quick ? 20_000 : 500_000) / divisor);
    }

    /** Sizes to append up to, in bytes: each the double of the one before. */
    public long[] appended() {
        int[] sizes = quick ? QUICK_APPENDED : WHOLE_APPENDED;
        return Arrays.stream(sizes).mapToLong(mib -> Math.max(64 << 10, mib * MIB / divisor)).distinct()
                .toArray();
    }

    public int appendRepetitions() {
        return quick ? 1 : 3;
    }
}
