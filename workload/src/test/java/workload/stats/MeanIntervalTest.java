package workload.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

class MeanIntervalTest {
    /** t of 4 degrees of freedom at 97.5 % is 2.776; the standard error of 1 to 5 is 0.7071. */
    @Test
    void isStudents() {
        MeanInterval interval = MeanInterval.of(DoubleStream.of(1, 2, 3, 4, 5)).orElseThrow();

        assertThat(interval.mean()).isEqualTo(3);
        assertThat(interval.low()).isCloseTo(3 - 2.776 * 0.7071, within(1e-3));
        assertThat(interval.high()).isCloseTo(3 + 2.776 * 0.7071, within(1e-3));
        assertThat(interval.holds(1.5)).isTrue();
        assertThat(interval.holds(0.9)).isFalse();
    }

    @Test
    void twoValuesShowNoInterval() {
        assertThat(MeanInterval.of(DoubleStream.of(1, 2)).orElseThrow().isKnown()).isFalse();
        assertThat(MeanInterval.of(DoubleStream.empty())).isEmpty();
    }
}
