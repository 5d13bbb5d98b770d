package memfs.mount;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as users write them: {@code 4g}, {@code 512m}, {@code 1.5k}, {@code 50%}, {@code 1048576}. */
final class Size {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)([kmgt%]?)", Pattern.CASE_INSENSITIVE);

    private Size() {}

    /**
     * The amount that a text means.
     *
     * @param option
     *            its name, for the message
     * @param whole
     *            what 100% is
     * @throws OptionException
     *             another form, or more than fits in 63 bits
     */
    static long parse(String option, String text, long whole) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new OptionException(
                    "'" + text + "' is no value for " + option + "; give a number like 4g, 512m, 64k or 50%");
        }
        double amount = Double.parseDouble(matcher.group(1)) * unit(matcher.group(2), whole);
        if (amount >= Long.MAX_VALUE) {
            throw new OptionException(text + " is too large for " + option);
        }
        return (long) amount;
    }

    private static double unit(String suffix, long whole) {
        return switch (suffix.toLowerCase(Locale.ROOT)) {
            case "k" -> 1L << 10;
            case "m" -> 1L << 20;
            case "g" -> 1L << 30;
            case "t" -> 1L << 40;
            case "%" -> whole / 100.0;
            default -> 1;
        };
    }
}
