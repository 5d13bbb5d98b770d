package benchmarks.run;

import java.util.Optional;
import java.util.stream.DoubleStream;

import org.openjdk.jmh.util.ListStatistics;

/**
 * The mean of samples, and how far off it may be: JMH's own error column.
 *
 * @param error
 *            half the width of the 99.9 % confidence interval by Student's t, as JMH has it
 */
record MeanError(double mean, double error) {
    private static final double CONFIDENCE = 0.999;

    /** Where JMH's own error is NaN for fewer. */
    private static final int LEAST_SAMPLES = 3;

    /** Empty for too few samples to tell. */
    static Optional<MeanError> of(DoubleStream samples) {
        ListStatistics statistics = new ListStatistics(samples.toArray());
        return statistics.getN() < LEAST_SAMPLES
                ? Optional.empty()
                : Optional.of(new MeanError(statistics.getMean(), statistics.getMeanErrorAt(CONFIDENCE)));
    }
}
