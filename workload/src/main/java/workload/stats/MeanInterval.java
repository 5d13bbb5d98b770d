package workload.stats;

import java.util.Optional;
import java.util.stream.DoubleStream;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean with its interval by Student's t.
 *
 * @param n
 *            number of values
 * @param low
 *            lower end of the 95 % interval; NaN where two values or more don't show it, as the other
 */
public record MeanInterval(int n, double mean, double low, double high) {
    private static final double TAIL = 0.025;

    /** Empty without values. */
    public static Optional<MeanInterval> of(DoubleStream values) {
        DescriptiveStatistics statistics = new DescriptiveStatistics(values.toArray());
        int n = (int) statistics.getN();
        if (n == 0) {
            return Optional.empty();
        }
        double half = n < Judgement.LEAST_OF_INTERVAL
                ? Double.NaN
                : TDistribution.of(n - 1).inverseSurvivalProbability(TAIL) * statistics.getStandardDeviation()
                        / Math.sqrt(n);
        double mean = statistics.getMean();
        return Optional.of(new MeanInterval(n, mean, mean - half, mean + half));
    }

    public boolean isKnown() {
        return !Double.isNaN(low);
    }

    public boolean holds(double value) {
        return low <= value && value <= high;
    }
}
