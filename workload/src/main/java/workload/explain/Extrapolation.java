package workload.explain;

import java.util.List;
import java.util.Optional;

import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/** The least squares of {@code t = a + b p + c p²} over the packs p of shortened histories, in bytes and seconds. */
record Extrapolation(double a, double b, double c) {
    /** As many as there are coefficients. */
    private static final int LEAST_POINTS = 3;
    /** Of the unit in which it is fitted: squares of bytes lose digits. */
    private static final double UNIT = 1e6;

    /** Empty where there are too few different packs. */
    static Optional<Extrapolation> of(List<Measurement> parts) {
        if (parts.stream().mapToLong(Measurement::packBytes).distinct().count() < LEAST_POINTS) {
            return Optional.empty();
        }
        double[] seconds = parts.stream().mapToDouble(Measurement::seconds).toArray();
        double[][] terms = parts.stream().mapToDouble(part -> part.packBytes() / UNIT)
                .mapToObj(pack -> new double[]{pack, pack * pack}).toArray(double[][]::new);
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.newSampleData(seconds, terms);
        double[] found = regression.estimateRegressionParameters();
        return Optional.of(new Extrapolation(found[0], found[1], found[2]));
    }

    double at(double packBytes) {
        double pack = packBytes / UNIT;
        return a + b * pack + c * pack * pack;
    }
}
