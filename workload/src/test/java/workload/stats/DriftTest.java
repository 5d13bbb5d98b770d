package workload.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftTest {
    private static Drift of(double... times) {
        return Drift.of(times).orElseThrow();
    }

    @Test
    void aSteadySlowDownIsNamed() {
        Drift drift = of(IntStream.range(0, 8).mapToDouble(round -> 10 * Math.pow(1.02, round)).toArray());

        assertThat(drift.isNamed()).isTrue();
        assertThat(drift.perRound()).isCloseTo(0.02, within(1e-9));
        assertThat(drift.total()).isCloseTo(Math.pow(1.02, 7) - 1, within(1e-9));
    }

    /** Kendall's tables: of 5,040 orders of seven, one has no inversion, six have one and 20 have two. */
    @Test
    void thePValueCountsOrders() {
        assertThat(of(1, 2, 3, 4, 5, 6, 7).pValue()).isCloseTo(2.0 / 5040, within(1e-12));
        assertThat(of(7, 6, 5, 4, 3, 2, 1).pValue()).isCloseTo(2.0 / 5040, within(1e-12));
        assertThat(of(1, 2, 4, 3, 5, 6, 7).pValue()).isCloseTo(2.0 * 7 / 5040, within(1e-12));
        assertThat(of(1, 4, 2, 3, 5, 6, 7).pValue()).isCloseTo(2.0 * 27 / 5040, within(1e-12));
    }

    @Test
    void oneOutlierIsNoDrift() {
        Drift drift = of(10, 10.1, 9.9, 10, 10.2, 40, 9.95, 10.05);

        assertThat(drift.isNamed()).isFalse();
        assertThat(drift.perRound()).isCloseTo(0, within(0.02));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 10, 20})
    void timesWithoutADriftAreSeldomNamed(int rounds) {
        double named = new Simulation(2_000, 5).share(
                random -> of(DoubleStream.generate(() -> Math.exp(random.nextGaussian())).limit(rounds).toArray())
                        .isNamed());

        assertThat(named).isLessThan(Drift.ALPHA + 0.007);
    }

    @Test
    void equalTimesAndFewTimesHaveNone() {
        assertThat(of(1, 1, 1, 1, 1, 1).isNamed()).isFalse();
        assertThat(of(1, 1, 1, 1, 1, 1).pValue()).isEqualTo(1);
        assertThat(Drift.of(1, 2, 3, 4, 5)).isEmpty();
        assertThat(Drift.of(0, 1, 2, 3, 4, 5)).isEmpty();
        assertThat(Drift.of()).isEmpty();
    }
}
