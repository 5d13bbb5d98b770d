package workload.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

class StoppingRuleTest {
    private static final PairedRatio NARROW = of(1, 1.01, 1.02, 1.01, 1);
    private static final PairedRatio WIDE = of(1, 1.2, 0.8, 1.1, 0.9);

    private static PairedRatio of(double... ratios) {
        return PairedRatio.of(DoubleStream.of(ratios)).orElseThrow();
    }

    @Test
    void eachIntervalMustBeNarrow() {
        var rule = new StoppingRule(0.05);

        assertThat(rule.isMet(List.of(NARROW))).isTrue();
        assertThat(rule.isMet(List.of(NARROW, WIDE))).isFalse();
        assertThat(new StoppingRule(0.5).isMet(List.of(NARROW, WIDE))).isTrue();
    }

    @Test
    void fewRoundsNeverEndARun() {
        assertThat(new StoppingRule(0.5).isMet(List.of(of(1, 1.01, 1.02, 1.01)))).isFalse();
    }

    @Test
    void withoutAnIntervalARunGoesOn() {
        assertThat(new StoppingRule(0.5).isMet(List.of(NARROW, of(1, 1, 1, 1, 1)))).isFalse();
        assertThat(new StoppingRule(0.5).isMet(List.of())).isFalse();
        assertThat(StoppingRule.widest(List.of(NARROW, of(1.5)))).isEmpty();
    }

    @Test
    void theWidestIntervalIsReported() {
        double halfWidth = WIDE.interval(0.975).orElseThrow().halfWidth();

        assertThat(StoppingRule.widest(List.of(NARROW, WIDE)).orElseThrow()).isCloseTo(halfWidth, within(1e-12));
    }
}
