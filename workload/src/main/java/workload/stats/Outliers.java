package workload.stats;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.apache.commons.statistics.descriptive.Median;

/**
 * Single times far from the others, by the modified z-score of their logarithms (Iglewicz and Hoaglin, How to Detect and
 * Handle Outliers, 1993). They are named, and stay in every figure.
 */
public final class Outliers {
    /** Of the score's absolute value: Iglewicz and Hoaglin's. */
    public static final double THRESHOLD = 3.5;
    /** With fewer values the median deviation isn't meaningful. */
    public static final int LEAST_VALUES = 5;

    /** A normal distribution's standard deviation, as a multiple of its median and of its mean absolute deviation. */
    private static final double OF_MEDIAN_DEVIATION = 1.4826;
    private static final double OF_MEAN_DEVIATION = 1.2533;

    /**
     * @param index
     *            in the given values
     * @param score
     *            in standard deviations from the median; negative for what took less time
     */
    public record Outlier(int index, double value, double score) {}

    private Outliers() {}

    /** The outliers of at least {@link #LEAST_VALUES} times above 0; none for fewer, or if all times are equal. */
    public static List<Outlier> of(double... times) {
        if (times.length < LEAST_VALUES || DoubleStream.of(times).anyMatch(time -> !(time > 0))) {
            return List.of();
        }
        double[] logs = DoubleStream.of(times).map(Math::log).toArray();
        double median = median(logs);
        double deviation = deviation(logs, median);
        return deviation == 0
                ? List.of()
                : IntStream.range(0, times.length)
                        .mapToObj(i -> new Outlier(i, times[i], (logs[i] - median) / deviation))
                        .filter(outlier -> Math.abs(outlier.score()) > THRESHOLD).toList();
    }

    /** If more than half of the values are equal (a coarse clock), the median deviation is 0, so the mean is used. */
    private static double deviation(double[] logs, double median) {
        double[] distances = DoubleStream.of(logs).map(log -> Math.abs(log - median)).toArray();
        double byMedian = OF_MEDIAN_DEVIATION * median(distances);
        return byMedian > 0 ? byMedian : OF_MEAN_DEVIATION * DoubleStream.of(distances).average().orElseThrow();
    }

    private static double median(double[] values) {
        return Median.withDefaults().evaluate(values.clone());
    }
}
