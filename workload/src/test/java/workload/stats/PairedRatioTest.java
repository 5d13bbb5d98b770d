package workload.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedRatioTest {
    private static PairedRatio of(double... ratios) {
        return PairedRatio.of(DoubleStream.of(ratios)).orElseThrow();
    }

    /** The ranks of the published tables: Conover, table A3, p = 0.5. */
    @ParameterizedTest
    @CsvSource({"6, 1, 6", "7, 1, 7", "8, 1, 8", "9, 2, 8", "11, 2, 10", "12, 3, 10", "20, 6, 15", "100, 40, 61"})
    void theIntervalIsExact(int n, int low, int high) {
        PairedRatio ratio = of(IntStream.rangeClosed(1, n).asDoubleStream().toArray());
        assertThat(ratio.interval()).contains(new PairedRatio.Interval(low, high));
        assertThat(ratio.median()).isEqualTo((n + 1) / 2.0);
    }

    @Test
    void fiveRoundsShowNothing() {
        PairedRatio ratio = of(2, 2, 2, 2, 2);
        assertThat(ratio.interval()).isEmpty();
        assertThat(ratio.verdict()).isEqualTo("too few rounds (5, it takes 6)");
    }

    @Test
    void theVerdictSaysWhatTheIntervalHolds() {
        assertThat(of(1.1, 1.2, 1.3, 1.4, 1.5, 1.6).verdict()).isEqualTo("slower");
        assertThat(of(0.5, 0.6, 0.7, 0.8, 0.9, 0.99).verdict()).isEqualTo("faster");
        assertThat(of(0.99, 1.2, 1.3, 1.4, 1.5, 1.6).verdict()).isEqualTo("no difference shown");
        assertThat(of(1, 1.2, 1.3, 1.4, 1.5, 1.6).verdict()).isEqualTo("no difference shown");
    }

    @Test
    void noRoundIsNoRatio() {
        assertThat(PairedRatio.of(DoubleStream.empty())).isEmpty();
    }
}
