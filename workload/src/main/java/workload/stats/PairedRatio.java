package workload.stats;

import java.util.Optional;
import java.util.stream.DoubleStream;

import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How many times as long as on another arm the same work took in the same round.
 *
 * <p>
 * The interval is the distribution-free one of the median, from two order statistics: of n rounds each lies above the
 * true median with probability 1/2, whatever the ratios' distribution is (Conover, Practical Nonparametric Statistics,
 * 3.2).
 *
 * @param n
 *            rounds in which both were OK, at least 1
 * @param interval
 *            holds the true median with a probability of at least {@link #CONFIDENCE}; empty below
 *            {@link #LEAST_ROUNDS}
 */
public record PairedRatio(int n, double median, Optional<Interval> interval) {
    public static final double CONFIDENCE = 0.95;
    /** With fewer not even the least and the greatest ratio hold the median that surely: 1 − 2 · 2⁻⁵ = 0.94. */
    public static final int LEAST_ROUNDS = 6;

    public record Interval(double low, double high) {}

    /** Empty without a round in which both were OK. */
    public static Optional<PairedRatio> of(DoubleStream ratios) {
        double[] sorted = ratios.sorted().toArray();
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(new PairedRatio(sorted.length, Median.withDefaults().evaluate(sorted), interval(sorted)));
    }

    private static Optional<Interval> interval(double[] sorted) {
        // So many on either side can be left out: P(at most rank − 1 of n above the median) stays below half of 5 %.
        int rank = BinomialDistribution.of(sorted.length, 0.5).inverseCumulativeProbability((1 - CONFIDENCE) / 2);
        return rank == 0
                ? Optional.empty()
                : Optional.of(new Interval(sorted[rank - 1], sorted[sorted.length - rank]));
    }

    /** What the interval lets one say, and not more. */
    public String verdict() {
        return interval.map(PairedRatio::verdict)
                .orElseGet(() -> "too few rounds (" + n + ", it takes " + LEAST_ROUNDS + ")");
    }

    private static String verdict(Interval interval) {
        if (interval.high() < 1) {
            return "faster";
        }
        return interval.low() > 1 ? "slower" : "no difference shown";
    }
}
