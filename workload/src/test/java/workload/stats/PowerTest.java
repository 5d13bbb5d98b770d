package workload.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerTest {
    /** From SciPy: the root of {@code nct.sf(t.isf(alpha / 2, df), df, difference) - 0.95}. */
    @ParameterizedTest
    @CsvSource({"2, 0.05, 7.7717", "2, 0.0125, 15.4969", "4, 0.05, 4.9280", "4, 0.0125, 7.1003", "9, 0.05, 4.0665",
            "9, 0.0125, 5.0729"})
    void theDetectableDifferenceIsThatOfTheNoncentralT(double freedom, double alpha, double difference) {
        assertThat(new Power(freedom, alpha).detectable(0.95)).isCloseTo(difference, within(difference / 200));
    }

    @ParameterizedTest
    @CsvSource({"1", "2.5", "30", "200"})
    void noDifferenceIsFoundAsOftenAsAlphaAllows(double freedom) {
        assertThat(new Power(freedom, 0.05).of(0)).isCloseTo(0.025, within(0.001));
    }
}
