package benchmarks.memory;

/** Names like those in a source tree: about 13 bytes in the mean, all different, the same in every run. */
final class SourceNames {
    private static final String[] WORDS = {"main", "http", "test", "buffer", "util", "request", "config", "io", "event",
            "string", "hash", "cache", "parser", "module", "list", "stream"};
    private static final String[] SUFFIXES = {".c", ".h", ".o", ".c", ".h", ".o", ".txt", ".json"};
    private static final int RADIX = 36;

    private SourceNames() {}

    /** The n-th name in a directory, without '/'. */
    static String of(int n) {
        String second = n % 3 == 0 ? "_" + WORDS[(n / 7) % WORDS.length] : "";
        return WORDS[n % WORDS.length] + second + "_" + Integer.toString(n, RADIX)
                + SUFFIXES[(n / 5) % SUFFIXES.length];
    }

    static String directory(int n) {
        return "module" + n;
    }
}
