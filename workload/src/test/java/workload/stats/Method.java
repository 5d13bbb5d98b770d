package workload.stats;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** The candidates for a verdict: each is a two-sided test of whether the log ratios of the rounds lie about 0. */
enum Method {
    SIGN("sign test") {
        @Override
        double pValue(double[] logs, RandomGenerator random) {
            int above = (int) DoubleStream.of(logs).filter(log -> log > 0).count();
            int fewer = Math.min(above, logs.length - above);
            return Math.min(1, 2 * BinomialDistribution.of(logs.length, 0.5).cumulativeProbability(fewer));
        }
    },
    WILCOXON("Wilcoxon") {
        @Override
        double pValue(double[] logs, RandomGenerator random) {
            double[] ranks = new NaturalRanking().rank(DoubleStream.of(logs).map(Math::abs).toArray());
            double above = IntStream.range(0, logs.length).filter(i -> logs[i] > 0).mapToDouble(i -> ranks[i]).sum();
            int most = logs.length * (logs.length + 1) / 2;
            return Math.min(1, 2 * DoubleStream.of(rankSums(logs.length)).limit((int) Math.min(above, most - above) + 1)
                    .sum());
        }
    },
    STUDENT("t on logs") {
        @Override
        double pValue(double[] logs, RandomGenerator random) {
            return PairedRatio.of(DoubleStream.of(logs).map(Math::exp)).orElseThrow().pValue().orElse(1);
        }
    },
    BOOTSTRAP("bootstrap") {
        @Override
        double pValue(double[] logs, RandomGenerator random) {
            int above = (int) IntStream.range(0, RESAMPLES).filter(_ -> resampledSum(logs, random) > 0).count();
            return Math.min(1, 2.0 * Math.min(above, RESAMPLES - above) / RESAMPLES);
        }
    };

    private static final int RESAMPLES = 1000;

    final String label;

    Method(String label) {
        this.label = label;
    }

    abstract double pValue(double[] logs, RandomGenerator random);

    private static double resampledSum(double[] logs, RandomGenerator random) {
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            sum += logs[random.nextInt(logs.length)];
        }
        return sum;
    }

    /** The probability of each sum of the ranks above 0, where each rank lies above it with probability 1/2. */
    private static double[] rankSums(int n) {
        double[] probabilities = {1};
        for (int rank = 1; rank <= n; rank++) {
            double[] next = Arrays.copyOf(probabilities, probabilities.length + rank);
            for (int sum = 0; sum < probabilities.length; sum++) {
                next[sum + rank] += probabilities[sum];
            }
            probabilities = DoubleStream.of(next).map(p -> p / 2).toArray();
        }
        return probabilities;
    }
}
