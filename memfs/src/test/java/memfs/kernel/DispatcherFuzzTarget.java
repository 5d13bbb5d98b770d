package memfs.kernel;

import java.util.random.RandomGenerator;

/**
 * Entry for Jazzer, which finds by coverage the bytes that steer a {@link FuzzSession} into new code; it needs nothing of
 * Jazzer to compile. How to run it: {@code docs/fuzzing.md}.
 */
public final class DispatcherFuzzTarget {
    private static final LogCapture LOG = new LogCapture();
    private static long requests;

    private DispatcherFuzzTarget() {}

    /** Called by Jazzer, for each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        ByteSource choices = new ByteSource(input);
        try (FuzzSession session = new FuzzSession(choices, LOG)) {
            while (choices.hasMore()) {
                session.sendOne();
                requests++;
            }
            session.assertNothingLeaks();
        }
    }

    /** Called by Jazzer at the end. */
    public static void fuzzerTearDown() {
        System.out.println(requests + " requests");
    }

    /** Chance that was chosen by the fuzzer: a byte for a small number, zeros after the end. */
    private static final class ByteSource implements RandomGenerator {
        private static final int BYTE = 256;
        private static final int SHORT = 1 << 16;

        private final byte[] bytes;
        private int position;

        ByteSource(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasMore() {
            return position < bytes.length;
        }

        private long take(int count) {
            long value = 0;
            for (int i = 0; i < count; i++) {
                value = value << Byte.SIZE | (hasMore() ? bytes[position++] & 0xff : 0);
            }
            return value;
        }

        @Override
        public int nextInt(int bound) {
            int size = bound <= BYTE ? 1 : bound <= SHORT ? 2 : Integer.BYTES;
            return (int) (take(size) % bound);
        }

        @Override
        public boolean nextBoolean() {
            return (take(1) & 1) != 0;
        }

        @Override
        public long nextLong() {
            return take(Long.BYTES);
        }
    }
}
