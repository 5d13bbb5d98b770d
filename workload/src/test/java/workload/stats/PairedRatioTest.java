package workload.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedRatioTest {
    private static final Simulation SIMULATION = new Simulation(4_000, 7);
    /** Three standard errors of a share of 4,000 near 0.95. */
    private static final double ERROR = 0.011;

    private static PairedRatio of(double... ratios) {
        return PairedRatio.of(DoubleStream.of(ratios)).orElseThrow();
    }

    @Test
    void theIntervalIsStudentsOnTheLogs() {
        // Logs -1, 0 and 1: a mean of 0, an error of 1/√3, and t = 4.3027 for two degrees of freedom at 97.5 %.
        PairedRatio ratio = of(Math.exp(-1), 1, Math.E);

        assertThat(ratio.rounds()).isEqualTo(3);
        assertThat(ratio.ratio()).isCloseTo(1, within(1e-12));
        assertThat(ratio.interval(0.95)).hasValueSatisfying(interval -> {
            assertThat(Math.log(interval.high())).isCloseTo(4.30265 / Math.sqrt(3), within(1e-4));
            assertThat(interval.low()).isCloseTo(1 / interval.high(), within(1e-9));
        });
        assertThat(ratio.pValue().orElseThrow()).isCloseTo(1, within(1e-9));
    }

    /** Of t = 2.5706 with five degrees of freedom the published tables have 0.05. */
    @Test
    void thePValueIsStudents() {
        var ratio = new PairedRatio(6, Math.exp(0.025706), 0.01, 5);

        assertThat(ratio.pValue().orElseThrow()).isCloseTo(0.05, within(1e-5));
        assertThat(ratio.interval(0.95).orElseThrow().low()).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"3, false", "5, false", "10, false", "5, true", "10, true"})
    void theIntervalHoldsTheTrueRatioAsOftenAsItSays(int rounds, boolean outliers) {
        double held = SIMULATION.share(random -> {
            PairedRatio ratio = of(ratios(rounds, 1.2, outliers, random));
            return ratio.interval(0.95).filter(in -> in.low() <= 1.2 && in.high() >= 1.2).isPresent();
        });

        assertThat(held).isGreaterThan(0.95 - ERROR).isLessThan(outliers ? 1 : 0.95 + ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 10})
    void theLeastDetectableDifferenceIsDetected(int rounds) {
        double scatter = 0.05;
        // As far as the mean of many runs has it: a single one knows its scatter only roughly.
        var typical = new PairedRatio(rounds, 1, scatter / Math.sqrt(rounds), rounds - 1);
        double slower = 1 + typical.leastDetectable(0.05).orElseThrow();
        double found = SIMULATION.share(random -> of(
                DoubleStream.generate(() -> slower * Math.exp(scatter * random.nextGaussian())).limit(rounds).toArray())
                .pValue().orElseThrow() <= 0.05);

        assertThat(found).isGreaterThan(PairedRatio.POWER - ERROR);
    }

    private static double[] ratios(int rounds, double ratio, boolean outliers, RandomGenerator random) {
        return DoubleStream.generate(() -> {
            double scatter = outliers && random.nextInt(10) == 0 ? 0.3 : 0.03;
            return ratio * Math.exp(scatter * random.nextGaussian());
        }).limit(rounds).toArray();
    }

    @Test
    void ratiosOfTwoRunsAreCompared() {
        // Equal errors: the degrees of freedom add up, and the error is √2 as large.
        PairedRatio compared = new PairedRatio(8, 1.2, 0.02, 7).dividedBy(new PairedRatio(8, 1.1, 0.02, 7));

        assertThat(compared.ratio()).isCloseTo(1.2 / 1.1, within(1e-12));
        assertThat(compared.logError()).isCloseTo(0.02 * Math.sqrt(2), within(1e-12));
        assertThat(compared.freedom()).isCloseTo(14, within(1e-9));
        assertThat(compared.rounds()).isEqualTo(8);
        assertThat(new PairedRatio(8, 1.2, 0.02, 7).dividedBy(of(1.1)).interval(0.95)).isEmpty();
    }

    @Test
    void oneRoundHasARatioOnly() {
        PairedRatio ratio = of(1.3);

        assertThat(ratio.ratio()).isCloseTo(1.3, within(1e-12));
        assertThat(ratio.interval(0.95)).isEmpty();
        assertThat(ratio.pValue()).isEmpty();
        assertThat(ratio.leastDetectable(0.05)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 0.1, 1.1})
    void equalRatiosAreNoCertainty(double ratio) {
        assertThat(of(ratio, ratio, ratio, ratio, ratio, ratio, ratio).interval(0.95)).isEmpty();
    }

    @Test
    void anErrorBeyondAllBoundsIsNoNumber() {
        PairedRatio wild = of(1e-300, 1e300);

        assertThat(wild.interval(0.95).orElseThrow().high()).isFinite();
        assertThat(wild.leastDetectable(0.05)).isEmpty();
        assertThat(wild.pValue().orElseThrow()).isBetween(0.0, 1.0);
    }

    @Test
    void whatIsNoRatioOfTimesIsSkipped() {
        assertThat(of(1.1, 0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1.2).rounds()).isEqualTo(2);
        assertThat(PairedRatio.of(DoubleStream.of(0, Double.NaN))).isEmpty();
        assertThat(PairedRatio.of(DoubleStream.empty())).isEmpty();
    }
}
