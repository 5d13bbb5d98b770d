package workload.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction for several tests: if a family has no difference at all, the probability that any adjusted p-value is
 * at most alpha is at most alpha, however the tests depend on each other (Scandinavian Journal of Statistics 6, 1979).
 */
final class Holm {
    private Holm() {}

    /** The adjusted p-values, in the order of the given ones. */
    static double[] adjust(double... pValues) {
        int[] rising = IntStream.range(0, pValues.length).boxed().sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue).toArray();
        double[] adjusted = new double[pValues.length];
        double greatest = 0;
        for (int rank = 0; rank < rising.length; rank++) {
            greatest = Math.max(greatest, Math.min(1, (rising.length - rank) * pValues[rising[rank]]));
            adjusted[rising[rank]] = greatest;
        }
        return adjusted;
    }
}
