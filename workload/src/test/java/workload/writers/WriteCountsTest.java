package workload.writers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

class WriteCountsTest {
    private static WriteCounts of(Map<Long, Long> sizes) {
        return new WriteCounts(new TreeMap<>(sizes));
    }

    @Test
    void addsUp() {
        WriteCounts counts = of(Map.of(4096L, 3L, 100L, 1L));

        assertThat(counts.writes()).isEqualTo(4);
        assertThat(counts.bytes()).isEqualTo(3 * 4096 + 100);
        assertThat(counts.percent(4096)).isEqualTo(75);
        assertThat(counts.percent(4107)).isZero();
    }

    @Test
    void theMedianIsASizeThatWasWritten() {
        assertThat(of(Map.of(1L, 2L, 10L, 2L)).median()).isEqualTo(1);
        assertThat(of(Map.of(1L, 2L, 10L, 3L)).median()).isEqualTo(10);
        assertThat(WriteCounts.NONE.median()).isZero();
    }

    @Test
    void theCommonestComeFirstTheLargerOfTwo() {
        assertThat(of(Map.of(1L, 2L, 4107L, 5L, 16384L, 2L, 9L, 1L)).commonest(3))
                .isEqualTo("4,107 (50.0 %), 16,384 (20.0 %), 1 (20.0 %)");
    }
}
