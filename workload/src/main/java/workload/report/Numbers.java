package workload.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;

/** Numbers for people: three significant digits, whole from 100 on, thousands grouped; the same in every locale. */
final class Numbers {
    /** What stands where there is no number. */
    static final String NONE = "–";

    static final double MIB = 1024 * 1024;

    private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ROOT);

    private Numbers() {}

    /** Three significant digits: 0.00858, 1.25, 25.7, 1,234. */
    static String significant(double value) {
        double size = Math.abs(value);
        int whole = size == 0 ? 1 : (int) Math.floor(Math.log10(size)) + 1;
        int decimals = Math.clamp(3L - whole, 0, 9);
        return new DecimalFormat(decimals == 0 ? "#,##0" : "0." + "0".repeat(decimals), SYMBOLS).format(value);
    }

    static String whole(double value) {
        return new DecimalFormat("#,##0", SYMBOLS).format(value);
    }

    static String mib(double bytes) {
        return significant(bytes / MIB);
    }

    /** {@link #significant} for a column of a table. */
    static final class Significant extends NumberFormat {
        private static final long serialVersionUID = 1;

        @Override
        public StringBuffer format(double value, StringBuffer to, FieldPosition at) {
            return to.append(significant(value));
        }

        @Override
        public StringBuffer format(long value, StringBuffer to, FieldPosition at) {
            return format((double) value, to, at);
        }

        @Override
        public Number parse(String text, ParsePosition at) {
            throw new UnsupportedOperationException("a format for output only");
        }
    }

    static NumberFormat wholeFormat() {
        return new DecimalFormat("#,##0", SYMBOLS);
    }
}
