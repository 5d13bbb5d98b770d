package workload.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisScaleTest {
    @Test
    void ticksAreRound() {
        assertThat(AxisScale.linear(0, 87).ticks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0);
        assertThat(AxisScale.linear(0, 0.0031).ticks()).containsExactly(0.0, 0.001, 0.002, 0.003);
        assertThat(AxisScale.logarithmic(0.9, 1.3).ticks()).containsExactly(0.9, 1.0, 1.1, 1.2, 1.3);
        assertThat(AxisScale.logarithmic(1, 40).ticks()).containsExactly(1.0, 2.0, 5.0, 10.0, 20.0);
        assertThat(AxisScale.decades(3, 4e5).ticks()).containsExactly(1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6);
    }

    @Test
    void aLogarithmicAxisHasEqualFactorsAtEqualDistances() {
        assertThat(AxisScale.logarithmic(1, 100).share(10)).isEqualTo(0.5);
        assertThat(AxisScale.linear(0, 100).share(10)).isEqualTo(0.1);
    }

    @Test
    void whatIsBeyondStandsAtTheEnd() {
        assertThat(AxisScale.linear(0, 4).share(15.4)).isEqualTo(1);
        assertThat(AxisScale.logarithmic(1, 100).share(0)).isEqualTo(0);
    }
}
