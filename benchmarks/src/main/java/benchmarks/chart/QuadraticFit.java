package benchmarks.chart;

import org.apache.commons.math3.stat.descriptive.moment.SecondMoment;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The least squares of {@code t = a n² + b n}: what n appends take where each copies all that is there, and each also costs
 * something of its own.
 *
 * @param rSquared
 *            the share of the variance that the curve explains
 */
public record QuadraticFit(double a, double b, double rSquared) {
    /** Two coefficients, and something left that may disagree. */
    public static final int LEAST_POINTS = 3;

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
        if (coefficients[1] < 0) {
            return quadratic(n, t);
        }
        // Without an intercept the library's own R² is taken around zero, and flatters.
        double rSquared = 1 - regression.calculateResidualSumOfSquares() / new SecondMoment().evaluate(t);
        return new QuadraticFit(coefficients[0], coefficients[1], rSquared);
    }

    /** Where the best b is below zero, which no append can cost, the best that is allowed is zero. */
    private static QuadraticFit quadratic(double[] n, double[] t) {
        SimpleRegression regression = new SimpleRegression(false);
        for (int i = 0; i < n.length; i++) {
            regression.addData(n[i] * n[i], t[i]);
        }
        double rSquared = 1 - regression.getSumSquaredErrors() / new SecondMoment().evaluate(t);
        return new QuadraticFit(regression.getSlope(), 0, rSquared);
    }

    public double at(double n) {
        return a * n * n + b * n;
    }

    /** How much of the time at a size is the quadratic term's. */
    public double quadraticShare(double n) {
        return a * n * n / at(n);
    }
}
