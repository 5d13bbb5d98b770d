package workload.stats;

import java.util.Optional;
import java.util.stream.DoubleStream;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * The mean of samples with its error, as JMH's error column has it.
 *
 * @param error
 *            half the width of the 99.9 % confidence interval by Student's t
 * @param n
 *            number of samples
 */
public record MeanError(double mean, double error, int n) {
    private static final double CONFIDENCE = 0.999;
    /** JMH has no error of fewer. */
    private static final int LEAST_SAMPLES = 3;

    /** Empty for too few samples. */
    public static Optional<MeanError> of(DoubleStream samples) {
        DescriptiveStatistics statistics = new DescriptiveStatistics(samples.toArray());
        if (statistics.getN() < LEAST_SAMPLES) {
            return Optional.empty();
        }
        double quantile = new TDistribution(statistics.getN() - 1)
                .inverseCumulativeProbability(1 - (1 - CONFIDENCE) / 2);
        return Optional.of(new MeanError(statistics.getMean(),
                quantile * statistics.getStandardDeviation() / Math.sqrt(statistics.getN()),
                (int) statistics.getN()));
    }

    public double low() {
        return mean - error;
    }

    public double high() {
        return mean + error;
    }
}
