package workload.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
    /** Worked by hand, and as R's p.adjust has it: factors 4, 3, 2 and 1 for rising p-values. */
    @Test
    void pValuesAreAdjustedStepByStep() {
        assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005)).containsExactly(new double[]{0.03, 0.06, 0.06, 0.02},
                within(1e-12));
    }

    @Test
    void noneIsAboveOneOrBelowASmallerOne() {
        assertThat(Holm.adjust(0.9, 0.8)).containsExactly(1, 1);
        assertThat(Holm.adjust(0.02, 0.021, 0.022)).containsExactly(new double[]{0.06, 0.06, 0.06}, within(1e-12));
    }

    @Test
    void aSingleOneStaysAsItIs() {
        assertThat(Holm.adjust(0.04)).containsExactly(0.04);
        assertThat(Holm.adjust()).isEmpty();
    }
}
