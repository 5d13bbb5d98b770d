package workload.result;

import java.util.Locale;

/** A number of things, in words. */
public final class Count {
    private Count() {}

    /**
     * "1 round", "0 rounds", "1,234 rounds".
     *
     * @param noun
     *            of one thing; its plural ends in s
     */
    public static String of(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
