package workload.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

/** A cost has the digits that its rounds allow, and says when they don't tell it from 0. */
class CostTest {
    @Test
    void theSpreadOfTheRoundsAllowsTheDigits() {
        Cost near = Cost.of(15.0123, List.of(14.9812, 15.3312));
        assertThat(near.text()).isEqualTo("15.0");
        assertThat(near.range()).contains("15.0 to 15.3");
        assertThat(near.share(20)).isEqualTo("75.1 %");
        Cost far = Cost.of(15.0123, List.of(8.04, 21.96));
        assertThat(far.text()).isEqualTo("15");
        assertThat(far.share(20)).isEqualTo("75 %");
    }

    @Test
    void aCostThatStraddlesZeroIsNotToldFromIt() {
        Cost nothing = Cost.of(0.000977, List.of(-0.15, 0.2, 0.000977));
        assertThat(nothing.straddlesZero()).isTrue();
        assertThat(nothing.share(10)).isEqualTo("0 %");
        assertThat(Phrases.cost(nothing)).isEqualTo("0.0 s, -0.2 to 0.2 s over 3 rounds: not told from 0");
        assertThat(Cost.of(0.1, List.of(0.05, 0.2)).straddlesZero()).isFalse();
        assertThat(Cost.of(-0.1, List.of(-0.05, -0.2)).straddlesZero()).isFalse();
    }

    @Test
    void oneRoundHasNoError() {
        Cost single = Cost.of(0.00977, List.of(0.00977));
        assertThat(single.range()).isEmpty();
        assertThat(single.straddlesZero()).isFalse();
        assertThat(Phrases.cost(single)).isEqualTo("0.01 s");
        assertThat(Cost.of(-0.0004, List.of()).text()).as("no negative zero").isEqualTo("0.00");
        assertThat(single.share(100)).isEqualTo("0.0 %");
    }
}
