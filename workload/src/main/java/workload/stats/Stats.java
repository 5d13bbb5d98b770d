package workload.stats;

import java.util.Optional;
import java.util.stream.DoubleStream;

import org.apache.commons.statistics.descriptive.Median;

/**
 * Summary of the values of one quantity over the repetitions that have it.
 *
 * @param n
 *            how many values, at least 1
 */
public record Stats(int n, double median, double min, double max) {
    /** Empty for no values: what failed or is missing is never a number. */
    public static Optional<Stats> of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new Stats(sorted.length, Median.withDefaults().evaluate(sorted), sorted[0],
                sorted[sorted.length - 1]));
    }

    public Stats dividedBy(double unit) {
        return new Stats(n, median / unit, min / unit, max / unit);
    }

    /** One value has no spread. */
    public boolean hasSpread() {
        return n > 1;
    }
}
