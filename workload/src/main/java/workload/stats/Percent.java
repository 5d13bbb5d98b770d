package workload.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Differences in words, rounded outwards: a bound that was rounded inwards would claim more than was measured. */
public final class Percent {
    private static final double SMALL = 0.01;
    /** Digits of a fraction that count; those after them are rounding errors. */
    private static final int EXACT_DECIMALS = 9;

    private Percent() {}

    /** "3 to 7 %"; of fractions, the lower one at least 0. */
    public static String range(double low, double high) {
        int decimals = decimals(low);
        BigDecimal from = percent(low, decimals, RoundingMode.FLOOR);
        BigDecimal to = percent(high, decimals, RoundingMode.CEILING);
        return from.signum() == 0 ? "up to " + to + " %" : from + " to " + to + " %";
    }

    public static String ceiling(double fraction) {
        return percent(fraction, decimals(fraction), RoundingMode.CEILING) + " %";
    }

    private static int decimals(double fraction) {
        return fraction < SMALL ? 1 : 0;
    }

    private static BigDecimal percent(double fraction, int decimals, RoundingMode mode) {
        return BigDecimal.valueOf(fraction).setScale(EXACT_DECIMALS, RoundingMode.HALF_EVEN).movePointRight(2)
                .setScale(decimals, mode);
    }
}
