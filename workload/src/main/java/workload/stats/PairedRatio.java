package workload.stats;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many times as long as on another arm the same work took in the same round: the geometric mean over the rounds, with
 * Student's t on the logarithms. docs/appendix/statistics.md has the simulations that chose this method.
 *
 * @param rounds
 *            rounds with a time on both arms, at least 1
 * @param ratio
 *            above 0
 * @param logError
 *            the standard error of the mean logarithm; 0 if it is unknown: with one round, or with equal ratios, which
 *            only a clock that is too coarse shows
 * @param freedom
 *            degrees of freedom of the error
 */
public record PairedRatio(int rounds, double ratio, double logError, double freedom) {
    /** The chance to show a difference of {@link #leastDetectable}. */
    public static final double POWER = 0.95;
    /** Relative: the logarithms of equal ratios differ by up to this much. */
    private static final double ROUNDING = 1e-12;

    /** A range of ratios that holds the true one with a given probability. */
    public record Interval(double low, double high) {
        /** Half of the width, of the ratios. */
        public double halfWidth() {
            return (high - low) / 2;
        }

        /** The largest difference from 1 in it. */
        public double largestDifference() {
            return Math.max(high - 1, 1 - low);
        }
    }

    /**
     * From one ratio for each round. A ratio that isn't positive and finite is skipped.
     *
     * @return empty if there is none
     */
    public static Optional<PairedRatio> of(DoubleStream ratios) {
        double[] logs = ratios.filter(ratio -> ratio > 0 && Double.isFinite(ratio)).map(Math::log).toArray();
        return logs.length == 0 ? Optional.empty() : Optional.of(ofLogs(logs));
    }

    private static PairedRatio ofLogs(double[] logs) {
        DescriptiveStatistics statistics = new DescriptiveStatistics(logs);
        double error = statistics.getStandardDeviation() / Math.sqrt(logs.length);
        return new PairedRatio(logs.length, Math.exp(statistics.getMean()), error > ROUNDING ? error : 0,
                Math.max(1, logs.length - 1));
    }

    /**
     * This ratio divided by that of another run, whose rounds don't form pairs with these.
     *
     * @return with the degrees of freedom of Welch and Satterthwaite; its error is unknown if either's is
     */
    public PairedRatio dividedBy(PairedRatio other) {
        double variance = logError * logError + other.logError * other.logError;
        boolean known = hasError() && other.hasError();
        double df = known ? variance * variance / (welchTerm() + other.welchTerm()) : 1;
        return new PairedRatio(Math.min(rounds, other.rounds), ratio / other.ratio, known ? Math.sqrt(variance) : 0,
                df);
    }

    private double welchTerm() {
        return Math.pow(logError, 4) / freedom;
    }

    /** Whether the rounds show how much their ratios scatter. */
    public boolean hasError() {
        return logError > 0;
    }

    /**
     * Empty if the error is unknown.
     *
     * @param confidence
     *            below 1
     */
    public Optional<Interval> interval(double confidence) {
        if (!hasError()) {
            return Optional.empty();
        }
        double factor = Math.exp(quantile((1 - confidence) / 2) * logError);
        return Optional.of(new Interval(ratio / factor, Math.min(Double.MAX_VALUE, ratio * factor)));
    }

    /** The two-sided p-value: how likely such a difference is if there is none; empty if the error is unknown. */
    public OptionalDouble pValue() {
        return hasError()
                ? OptionalDouble.of(2 * student().survivalProbability(Math.abs(Math.log(ratio)) / logError))
                : OptionalDouble.empty();
    }

    /**
     * The slow-down that as many rounds with this scatter show with a probability of {@link #POWER}: 0.1 for 10 %. Empty where
     * the error is unknown, or too large for any.
     *
     * @param alpha
     *            the probability of a false verdict that is allowed
     */
    public OptionalDouble leastDetectable(double alpha) {
        if (!hasError()) {
            return OptionalDouble.empty();
        }
        double slowDown = Math.expm1(new Power(freedom, alpha).detectable(POWER) * logError);
        return Double.isFinite(slowDown) ? OptionalDouble.of(slowDown) : OptionalDouble.empty();
    }

    private double quantile(double upperTail) {
        return student().inverseSurvivalProbability(upperTail);
    }

    private TDistribution student() {
        return TDistribution.of(freedom);
    }
}
