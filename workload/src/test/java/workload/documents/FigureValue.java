package workload.documents;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * What a sample says.
 *
 * @param low
 *            the value, or the lower end of a range
 * @param highOrNull
 *            the upper end of a range
 * @param textOrNull
 *            a verdict, instead of numbers
 */
record FigureValue(double low, Double highOrNull, String textOrNull) {
    static FigureValue of(double value) {
        return new FigureValue(value, null, null);
    }

    static FigureValue range(double low, double high) {
        return new FigureValue(low, high, null);
    }

    static FigureValue text(String text) {
        return new FigureValue(0, null, text);
    }

    FigureValue times(double factor) {
        return new FigureValue(low * factor, highOrNull == null ? null : highOrNull * factor, textOrNull);
    }

    /** A range is rounded outwards, as in a report. */
    String format(int decimals) {
        if (textOrNull != null) {
            return "*" + textOrNull + "*";
        }
        return highOrNull == null
                ? number(low, decimals, RoundingMode.HALF_UP)
                : number(low, decimals, RoundingMode.FLOOR) + " to "
                        + number(highOrNull, decimals, RoundingMode.CEILING);
    }

    private static String number(double value, int decimals, RoundingMode rounding) {
        return String.format(Locale.ROOT, "%,." + decimals + "f",
                BigDecimal.valueOf(value).setScale(decimals, rounding));
    }
}
