package workload.explain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;

import workload.stats.Stats;

/**
 * What a factor cost, with its measuring error: how far apart the rounds are, each by its own clones of the arms.
 *
 * @param seconds
 *            by the medians; below 0 where the factor saved time
 * @param rounds
 *            empty with fewer than two
 */
record Cost(double seconds, Optional<Stats> rounds) {
    private static final double PERCENT = 100;
    /** What stands after the point where nothing tells how far a figure can be trusted, and the most that ever does. */
    private static final int DECIMALS = 2;
    private static final int MOST_DECIMALS = 3;
    private static final double HALF_A_DIGIT = 0.5;

    /**
     * Of single rounds.
     *
     * @param each
     *            seconds
     */
    static Cost of(double seconds, Collection<Double> each) {
        return new Cost(seconds,
                Stats.of(each.stream().mapToDouble(Double::doubleValue)).filter(Stats::hasSpread));
    }

    /** Whether one round has it dearer and another cheaper than nothing: then nobody knows which it is. */
    boolean straddlesZero() {
        return rounds.filter(spread -> spread.min() <= 0 && spread.max() >= 0).isPresent();
    }

    /** Seconds with no more digits than the rounds allow. */
    String text() {
        return text(seconds);
    }

    /** Another figure with as many digits. */
    String text(double other) {
        return fixed(other, decimals(1, MOST_DECIMALS));
    }

    /** As text, "14.9 to 15.2"; empty where the rounds are too few. */
    Optional<String> range() {
        return rounds.map(spread -> text(spread.min()) + " to " + text(spread.max()));
    }

    /** Of a whole in seconds, in per cent, with at most one decimal. */
    String share(double whole) {
        return fixed(PERCENT * seconds / whole, decimals(PERCENT / whole, 1)) + " %";
    }

    /** Two digits of a spread of 1 to 3, one of 4 to 9: what follows them is chance. */
    private int decimals(double unit, int most) {
        double spread = rounds.map(r -> Math.abs((r.max() - r.min()) * unit)).orElse(0.0);
        return spread == 0
                ? Math.min(DECIMALS, most)
                : Math.clamp((long) Math.ceil(HALF_A_DIGIT - Math.log10(spread)), 0, most);
    }

    /** BigDecimal knows no negative zero. */
    private static String fixed(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }
}
