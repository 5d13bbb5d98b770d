package memfs.kernel.protocol;

/** How long the kernel may keep names, attributes and absences, as replies carry it: seconds and nanoseconds. */
public record Timeouts(long entrySeconds, int entryNanos, long attrSeconds, int attrNanos, long negativeSeconds,
        int negativeNanos) {
    private static final double NANOS = 1e9;

    /** Of seconds. */
    public static Timeouts of(double entry, double attr, double negative) {
        return new Timeouts(whole(entry), rest(entry), whole(attr), rest(attr), whole(negative), rest(negative));
    }

    private static long whole(double seconds) {
        return (long) seconds;
    }

    private static int rest(double seconds) {
        return (int) ((seconds - whole(seconds)) * NANOS);
    }
}
