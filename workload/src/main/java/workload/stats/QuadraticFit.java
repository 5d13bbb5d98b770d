package workload.stats;

import java.util.Optional;
import java.util.stream.DoubleStream;

import org.apache.commons.math3.stat.descriptive.moment.SecondMoment;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The least squares of {@code t = a n² + b n}: what n appends take where each copies all that is there, and each also costs
 * something of its own; neither is below zero.
 *
 * @param rSquared
 *            the share of the variance that the curve explains
 */
public record QuadraticFit(double a, double b, double rSquared) {
    /** Two coefficients, and something left that may disagree. */
    public static final int LEAST_POINTS = 3;

    private static final int CURVE_POINTS = 32;

    /** Empty for fewer than {@link #LEAST_POINTS} different sizes. */
    public static Optional<QuadraticFit> ofEnough(double[] n, double[] t) {
        return DoubleStream.of(n).distinct().count() < LEAST_POINTS ? Optional.empty() : Optional.of(of(n, t));
    }

    /** Of at least {@link #LEAST_POINTS} different sizes. */
    public static QuadraticFit of(double[] n, double[] t) {
        double[][] terms = new double[n.length][];
        for (int i = 0; i < n.length; i++) {
            terms[i] = new double[]{n[i] * n[i], n[i]};
        }
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.setNoIntercept(true);
        regression.newSampleData(t, terms);
        double[] coefficients = regression.estimateRegressionParameters();
        if (coefficients[0] < 0) {
            return new QuadraticFit(0, 1, 0).scaledTo(n, t);
        }
        if (coefficients[1] < 0) {
            return new QuadraticFit(1, 0, 0).scaledTo(n, t);
        }
        // Without an intercept the library's own R² is taken around zero, and flatters.
        double rSquared = 1 - regression.calculateResidualSumOfSquares() / new SecondMoment().evaluate(t);
        return new QuadraticFit(coefficients[0], coefficients[1], rSquared);
    }

    /**
     * The best multiple of this: where the best a or b is below zero, which no append can cost, the best that is allowed is
     * the other one alone.
     */
    private QuadraticFit scaledTo(double[] n, double[] t) {
        SimpleRegression regression = new SimpleRegression(false);
        for (int i = 0; i < n.length; i++) {
            regression.addData(at(n[i]), t[i]);
        }
        double rSquared = 1 - regression.getSumSquaredErrors() / new SecondMoment().evaluate(t);
        return new QuadraticFit(a * regression.getSlope(), b * regression.getSlope(), rSquared);
    }

    public double at(double n) {
        return a * n * n + b * n;
    }

    /** Sizes between the least and the greatest at which the curve can be drawn on a logarithmic axis. */
    public double[] curve(double[] sizes) {
        double least = DoubleStream.of(sizes).min().orElseThrow();
        double step = Math.pow(DoubleStream.of(sizes).max().orElseThrow() / least, 1.0 / CURVE_POINTS);
        return DoubleStream.iterate(least, size -> size * step).limit(CURVE_POINTS + 1).filter(size -> at(size) > 0)
                .toArray();
    }

    /** The times of these. */
    public double[] times(double[] sizes) {
        return DoubleStream.of(curve(sizes)).map(this::at).toArray();
    }

    /** How much of the time at a size is the quadratic term's. */
    public double quadraticShare(double n) {
        return a * n * n / at(n);
    }
}
