package workload.stats;

import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.apache.commons.statistics.descriptive.Median;

/**
 * A trend of one arm's times over the rounds: Theil and Sen's slope of the logarithms, with the exact test of Mann and
 * Kendall. It is named, and no time is corrected by it.
 *
 * @param perRound
 *            the change of a time from one round to the next: 0.02 for 2 % more
 * @param pValue
 *            two-sided
 */
public record Drift(int rounds, double perRound, double pValue) {
    /** The largest p-value of a drift: below that of a verdict, since each arm of a report is tested. */
    public static final double ALPHA = 0.01;
    /** With fewer rounds, not even strictly rising times have a p-value below {@link #ALPHA}. */
    public static final int LEAST_ROUNDS = 6;

    /**
     * Of times above 0 in the order in which they were measured; empty for fewer than {@link #LEAST_ROUNDS}, or where one isn't
     * above 0.
     */
    public static Optional<Drift> of(double... times) {
        if (times.length < LEAST_ROUNDS || DoubleStream.of(times).anyMatch(time -> !(time > 0))) {
            return Optional.empty();
        }
        double[] logs = DoubleStream.of(times).map(Math::log).toArray();
        return Optional.of(new Drift(times.length, Math.expm1(slope(logs)), pValue(logs)));
    }

    public boolean isNamed() {
        return pValue <= ALPHA;
    }

    /** From the first round to the last. */
    public double total() {
        return Math.expm1(Math.log1p(perRound) * (rounds - 1));
    }

    private static double slope(double[] logs) {
        return Median.withDefaults().evaluate(IntStream.range(0, logs.length).boxed()
                .flatMapToDouble(i -> IntStream.range(i + 1, logs.length)
                        .mapToDouble(j -> (logs[j] - logs[i]) / (j - i)))
                .toArray());
    }

    /** A pair of equal times counts neither way, which only makes the test more conservative. */
    private static double pValue(double[] logs) {
        int pairs = logs.length * (logs.length - 1) / 2;
        int score = Math.abs(IntStream.range(0, logs.length)
                .flatMap(i -> IntStream.range(i + 1, logs.length).map(j -> (int) Math.signum(logs[j] - logs[i])))
                .sum());
        // A score of S has (pairs − S) / 2 inversions; as many orders have a score of −S.
        double tail = DoubleStream.of(inversions(logs.length)).limit((pairs - score) / 2 + 1).sum();
        return Math.min(1, 2 * tail);
    }

    /** The probability of each number of inversions in a random order of n (Kendall, Rank Correlation Methods, 5.2). */
    private static double[] inversions(int n) {
        double[] probabilities = {1};
        for (int inserted = 2; inserted <= n; inserted++) {
            double[] next = new double[probabilities.length + inserted - 1];
            for (int i = 0; i < probabilities.length; i++) {
                for (int passed = 0; passed < inserted; passed++) {
                    next[i + passed] += probabilities[i] / inserted;
                }
            }
            probabilities = next;
        }
        return probabilities;
    }
}
