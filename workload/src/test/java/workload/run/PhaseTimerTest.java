package workload.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class PhaseTimerTest {
    @Test
    void aPhaseHasTheMessagesThatCameInIt() {
        Map<String, Long> before = Map.of("INIT", 1L, "LOOKUP", 10L);
        Map<String, Long> after = Map.of("INIT", 1L, "LOOKUP", 25L, "WRITE", 3L);
        assertThat(PhaseTimer.difference(before, after)).isEqualTo(Map.of("LOOKUP", 15L, "WRITE", 3L));
    }
}
