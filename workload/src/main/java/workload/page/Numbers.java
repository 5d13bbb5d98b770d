package workload.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;

/** Numbers for people: three significant digits, whole from 100 on, thousands grouped; the same in every locale. */
public final class Numbers {
    /** What stands where there is no number. */
    public static final String NONE = "–";

    public static final double MIB = 1024 * 1024;

    private static final BigDecimal WHOLE_FROM = BigDecimal.valueOf(100);
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ROOT);

    private Numbers() {}

    /** Three significant digits and every whole one: 0.00858, 1.25, 25.7, 1,234. */
    public static String significant(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS);
        if (value == 0 || rounded.abs().compareTo(WHOLE_FROM) >= 0) {
            return whole(value);
        }
        int decimals = DIGITS.getPrecision() - rounded.precision() + rounded.scale();
        return new DecimalFormat("0." + "0".repeat(decimals), SYMBOLS).format(rounded);
    }

    /** No more digits than the value needs, for an axis: 0, 0.5, 20, 1,000. */
    public static String plain(double value) {
        return new DecimalFormat("#,##0.#########", SYMBOLS).format(value);
    }

    public static String whole(double value) {
        return wholeFormat().format(value);
    }

    /** One decimal, for shares in per cent. */
    public static String tenths(double value) {
        return tenthsFormat().format(value);
    }

    public static String mib(double bytes) {
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

    /** Two decimals, and "< 0.01" below that: what was measured as 0 in steps of 0.01 need not be 0. */
    static final class Hundredths extends NumberFormat {
        private static final long serialVersionUID = 1;
        private static final double STEP = 0.01;

        @Override
        public StringBuffer format(double value, StringBuffer to, FieldPosition at) {
            return to.append(value < STEP ? "< 0.01" : Numbers.format("#,##0.00").format(BigDecimal.valueOf(value)));
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

    /** Three decimals, for what is near 1. */
    public static String ratio(double value) {
        return thousandthsFormat().format(value);
    }

    static NumberFormat wholeFormat() {
        return format("#,##0");
    }

    static NumberFormat tenthsFormat() {
        return format("#,##0.0");
    }

    /** Three decimals. */
    static NumberFormat thousandthsFormat() {
        return format("0.000");
    }

    private static NumberFormat format(String pattern) {
        DecimalFormat format = new DecimalFormat(pattern, SYMBOLS);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}
