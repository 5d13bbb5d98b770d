package memfs.posix;

/**
 * A time of a file over the whole range that the kernel sends and tmpfs keeps; {@code struct timespec64}.
 *
 * @param seconds
 *            since the epoch, negative before it
 * @param nanos
 *            after those seconds, before the epoch too: 0 to 999,999,999
 */
public record Timestamp(long seconds, int nanos) implements Comparable<Timestamp> {
    public static final Timestamp EPOCH = new Timestamp(0, 0);

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    /** Whole seconds whose nanoseconds fit a long: the years 1677 to 2262. */
    private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

    /** A time as a long counts it: nanoseconds since the epoch. */
    public static Timestamp ofNanos(long nanos) {
        return new Timestamp(secondsOf(nanos), nanosOf(nanos));
    }

    /** The seconds of {@link #ofNanos}, without making an object. */
    public static long secondsOf(long nanos) {
        return Math.floorDiv(nanos, NANOS_PER_SECOND);
    }

    /** The nanoseconds after {@link #secondsOf}. */
    public static int nanosOf(long nanos) {
        return (int) Math.floorMod(nanos, NANOS_PER_SECOND);
    }

    /** Whether {@link #toNanos} can represent this time. */
    public boolean fitsLong() {
        return seconds >= -MOST_SECONDS && seconds <= MOST_SECONDS;
    }

    /** Nanoseconds since the epoch; only of what {@link #fitsLong}. */
    public long toNanos() {
        return seconds * NANOS_PER_SECOND + nanos;
    }

    @Override
    public int compareTo(Timestamp other) {
        int order = Long.compare(seconds, other.seconds);
        return order == 0 ? Integer.compare(nanos, other.nanos) : order;
    }
}
