package workload.explain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import workload.stats.Stats;

/**
 * The least squares of {@code t = a + b p + c p²} over the packs p of shortened histories, no coefficient below 0: nothing
 * gets faster by being larger, and a free parabola through noise may say so far outside of its points.
 *
 * @param coefficients
 *            a, b and c, for packs in MB and seconds
 * @param error
 *            sum of the squares of the relative residuals
 */
record Extrapolation(double[] coefficients, double error) {
    private static final int TERMS = 3;
    /** The regression needs one more than terms, of which two tell a curve from a constant. */
    private static final int LEAST_POINTS = 3;
    private static final double MB = 1e6;

    /**
     * The time of a clone that was cut: by the best curve, with the least and the most of all that may be. A curve by which it
     * would have ended is refuted, and where that holds for the best one too, all that is known is when it was cut.
     *
     * @param least
     *            seconds after which the clone was cut
     * @return empty where there are too few different packs
     */
    static Optional<Stats> seconds(List<Measurement> parts, double wholePackBytes, double least) {
        List<Extrapolation> curves = possible(parts);
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        double best = Math.max(least, curves.getFirst().at(wholePackBytes));
        DoubleSummaryStatistics all = curves.stream().mapToDouble(curve -> curve.at(wholePackBytes))
                .filter(seconds -> seconds >= least).summaryStatistics();
        return Optional.of(new Stats(1, best, Math.min(best, all.getMin()), Math.max(best, all.getMax())));
    }

    /** The best first; none where there are too few different packs. */
    static List<Extrapolation> possible(List<Measurement> parts) {
        if (parts.stream().mapToLong(Measurement::packBytes).distinct().count() < LEAST_POINTS) {
            return List.of();
        }
        // With so few terms the constrained optimum is the best of all subsets of terms that stay positive.
        return IntStream.range(1, 1 << TERMS).filter(terms -> Integer.bitCount(terms) < parts.size())
                .mapToObj(terms -> fit(parts, terms)).filter(Extrapolation::isPossible)
                .sorted(Comparator.comparing(Extrapolation::error)).toList();
    }

    /** With the terms whose bits are set; each residual counts relative to its time. */
    private static Extrapolation fit(List<Measurement> parts, int terms) {
        int[] powers = IntStream.range(0, TERMS).filter(power -> (terms >> power & 1) == 1).toArray();
        double[][] rows = parts.stream().map(part -> Arrays.stream(powers)
                .mapToDouble(power -> Math.pow(part.packBytes() / MB, power) / part.seconds()).toArray())
                .toArray(double[][]::new);
        double[] ones = new double[rows.length];
        Arrays.fill(ones, 1);
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.setNoIntercept(true);
        regression.newSampleData(ones, rows);
        double[] found = regression.estimateRegressionParameters();
        double[] all = new double[TERMS];
        for (int i = 0; i < powers.length; i++) {
            all[powers[i]] = found[i];
        }
        return new Extrapolation(all, regression.calculateResidualSumOfSquares());
    }

    private boolean isPossible() {
        return Arrays.stream(coefficients).allMatch(coefficient -> coefficient >= 0);
    }

    double at(double packBytes) {
        double pack = packBytes / MB;
        return coefficients[0] + coefficients[1] * pack + coefficients[2] * pack * pack;
    }
}
