package workload.stats;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The probability that Student's test finds an existing difference: the upper tail of the noncentral t distribution, as
 * the mean of normal tails over the possible values of the standard error.
 */
final class Power {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int STEPS = 200;
    /** In standard deviations of the standard error: the probability beyond is negligible. */
    private static final double REACH = 6;
    private static final double ACCURACY = 1e-6;
    private static final int MOST_STEPS = 200;
    private static final double LARGEST = 1e6;

    private final double critical;
    /** The standard error as a multiple of the true one, and how likely it is. */
    private final double[] scales;
    private final double[] weights;

    /**
     * @param alpha
     *            of the two-sided test
     */
    Power(double freedom, double alpha) {
        critical = TDistribution.of(freedom).inverseSurvivalProbability(alpha / 2);
        double low = Math.max(0, 1 - REACH / Math.sqrt(freedom));
        double step = (1 + REACH / Math.sqrt(freedom) - low) / STEPS;
        scales = IntStream.range(0, STEPS).mapToDouble(i -> low + (i + 0.5) * step).toArray();
        var variances = ChiSquaredDistribution.of(freedom);
        double[] densities = DoubleStream.of(scales)
                .map(scale -> scale * variances.density(freedom * scale * scale)).toArray();
        double sum = DoubleStream.of(densities).sum();
        weights = DoubleStream.of(densities).map(density -> density / sum).toArray();
    }

    /** The power for a true difference in standard errors. */
    double of(double difference) {
        return IntStream.range(0, STEPS)
                .mapToDouble(i -> weights[i] * NORMAL.cumulativeProbability(difference - critical * scales[i])).sum();
    }

    /** The difference that is found with a probability, in standard errors. */
    double detectable(double power) {
        return new BrentSolver(ACCURACY).solve(MOST_STEPS, difference -> of(difference) - power, 0, LARGEST);
    }
}
