package workload.micro;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file's way in or out by calls of one size, and its name among the phases.
 *
 * @param operation
 *            in words for people
 * @param mib
 *            of the file
 * @param size
 *            of a call, bytes
 */
public record Transfer(String operation, int mib, int size) {
    public static final int MIB = 1 << 20;
    public static final String APPEND = "append";
    public static final String OVERWRITE = "overwrite";
    public static final String COLD_READ = "cold read";
    public static final String WARM_READ = "warm read";
    public static final String COLD_RANDOM = "cold random read";
    public static final String WARM_RANDOM = "warm random read";

    private static final Pattern FORM = Pattern.compile("(.+) (\\d+) MiB by ([\\d,]+)");

    /** Of the file. */
    public long bytes() {
        return (long) mib * MIB;
    }

    /** Calls that it takes; the last one may go beyond the file's size. */
    public int calls() {
        return Math.ceilDiv(mib * MIB, size);
    }

    public boolean isRead() {
        return operation.endsWith("read");
    }

    public boolean isCold() {
        return operation.startsWith("cold");
    }

    public boolean isRandom() {
        return operation.contains("random");
    }

    /** The same calls once more on the file that is there. */
    public Transfer overwrite() {
        return new Transfer(OVERWRITE, mib, size);
    }

    /** What open(2) takes before it. */
    public Transfer open() {
        return new Transfer("open before " + operation, mib, size);
    }

    /** What close(2) takes after it. */
    public Transfer close() {
        return new Transfer("close after " + operation, mib, size);
    }

    /** What fsync(2) then still takes. */
    public Transfer fsync() {
        return new Transfer("fsync after " + operation, mib, size);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %d MiB by %,d", operation, mib, size);
    }

    /** Empty for work that is none. */
    public static Optional<Transfer> parse(String work) {
        Matcher matcher = FORM.matcher(work);
        return matcher.matches()
                ? Optional.of(new Transfer(matcher.group(1), Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3).replace(",", ""))))
                : Optional.empty();
    }
}
