package benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class PhaseFigureTest {

    @Test
    void travelsAsALabel() {
        PhaseFigure figure = new PhaseFigure(7, "write 64 MiB by 4,107", "GETATTR");

        assertThat(PhaseFigure.is(figure.toString())).isTrue();
        assertThat(PhaseFigure.parse(figure.toString())).isEqualTo(figure);
    }

    @Test
    void otherLabelsOfJmhAreNone() {
        assertThat(PhaseFigure.is(MountProfiler.SERVER_NANOS_EACH)).isFalse();
    }

    @Test
    void labelsSortByTheIndexOfTheirPhase() {
        assertThat(new PhaseFigure(9, "z", "ns").toString()).isLessThan(new PhaseFigure(10, "a", "ns").toString());
    }

    @Test
    void aDifferenceHasWhatCameOnly() {
        Map<String, Long> before = Map.of("LOOKUP", 3L, "WRITE", 5L);
        Map<String, Long> after = Map.of("LOOKUP", 3L, "WRITE", 9L, "MKNOD", 2L);

        assertThat(ServerFigures.difference(before, after)).isEqualTo(Map.of("WRITE", 4L, "MKNOD", 2L));
    }
}
