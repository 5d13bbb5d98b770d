package workload.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutliersTest {
    @Test
    void aTimeFarFromTheOthersIsNamed() {
        assertThat(Outliers.of(10, 10.1, 9.9, 14, 10.2, 9.8)).singleElement().satisfies(outlier -> {
            assertThat(outlier.index()).isEqualTo(3);
            assertThat(outlier.value()).isEqualTo(14);
            assertThat(outlier.score()).isPositive();
        });
        assertThat(Outliers.of(10, 10.1, 9.9, 7, 10.2, 9.8)).singleElement()
                .satisfies(outlier -> assertThat(outlier.score()).isNegative());
    }

    @Test
    void theScoreIsThatOfIglewiczAndHoaglin() {
        // Logs -2, -1, 0, 1 and 10: a median deviation of 1.
        assertThat(Outliers.of(Math.exp(-2), Math.exp(-1), 1, Math.E, Math.exp(10))).singleElement()
                .satisfies(outlier -> assertThat(outlier.score()).isCloseTo(0.6745 * 10, within(0.001)));
    }

    @Test
    void equalTimesHideNoOutlier() {
        assertThat(Outliers.of(1, 1, 1, 1, 1)).isEmpty();
        assertThat(Outliers.of(1, 1, 1, 1, 1, 1, 9)).extracting(Outliers.Outlier::index).containsExactly(6);
    }

    @Test
    void fewTimesAndNoTimesHaveNone() {
        assertThat(Outliers.of(1, 1.01, 0.99, 5)).isEmpty();
        assertThat(Outliers.of()).isEmpty();
        assertThat(Outliers.of(0, 1, 2, 3, 4, 5)).isEmpty();
        assertThat(Outliers.of(1, 2, 3, 4, Double.NaN)).isEmpty();
    }

    /** What the documentation says: so many times of a normal scatter are named without a reason. */
    @ParameterizedTest
    @CsvSource({"5, 0.07", "10, 0.03", "30, 0.01"})
    void undisturbedTimesAreSeldomNamed(int rounds, double mostNamed) {
        double runs = 2_000;
        double named = new Simulation((int) runs, 3).share(random -> {
            double[] times = DoubleStream.generate(() -> Math.exp(0.05 * random.nextGaussian())).limit(rounds)
                    .toArray();
            return random.nextInt(rounds) < Outliers.of(times).size();
        });

        assertThat(named).isLessThan(mostNamed);
    }
}
