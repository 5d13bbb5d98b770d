package memfs.kernel;

/** How long the kernel may keep names, attributes and absences, as replies carry it: seconds and nanoseconds. */
record Timeouts(long entrySeconds, int entryNanos, long attrSeconds, int attrNanos, long negativeSeconds,
        int negativeNanos) {
    private static final double NANOS = 1e9;

    static Timeouts of(KernelOptions options) {
        return new Timeouts(whole(options.entryTimeout()), rest(options.entryTimeout()), whole(options.attrTimeout()),
                rest(options.attrTimeout()), whole(options.negativeTimeout()), rest(options.negativeTimeout()));
    }

    private static long whole(double seconds) {
        return (long) seconds;
    }

    private static int rest(double seconds) {
        return (int) ((seconds - whole(seconds)) * NANOS);
    }
}
