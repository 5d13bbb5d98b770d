package workload.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import workload.stats.Family;
import workload.stats.Judgement;
import workload.stats.PairedRatio;

class CalibrationTest {
    private static final Optional<Judgement> EQUAL = of(1.01, 0.99, 1.02, 0.98, 1);
    private static final Optional<Judgement> SLOWER = of(1.11, 1.09, 1.12, 1.08, 1.1);

    private static Optional<Judgement> of(double... ratios) {
        return PairedRatio.of(DoubleStream.of(ratios))
                .map(ratio -> new Family(Family.ALPHA).judge(List.of(ratio)).getFirst());
    }

    @Test
    void silentAndFoundIsPassed() {
        Calibration calibration = new Calibration(EQUAL, SLOWER);

        assertThat(calibration.isPassed()).isTrue();
        assertThat(calibration.lines()).containsExactly(
                "A/A: silent, as it should be: no difference larger than 2 % can hide here",
                "A/B: found: slower by 8 to 12 %");
    }

    @Test
    void aFalseVerdictAndAMissedOneAreNot() {
        assertThat(new Calibration(SLOWER, SLOWER).isPassed()).isFalse();
        assertThat(new Calibration(SLOWER, SLOWER).lines().getFirst()).startsWith("A/A: NOT silent");
        assertThat(new Calibration(EQUAL, EQUAL).isPassed()).isFalse();
        assertThat(new Calibration(EQUAL, EQUAL).lines().getLast()).startsWith("A/B: NOT found: no difference");
    }

    @Test
    void equalTimesAndNoTimesShowNothing() {
        assertThat(new Calibration(of(1, 1, 1, 1, 1), SLOWER).isPassed()).isFalse();
        assertThat(new Calibration(of(1, 1, 1, 1, 1), SLOWER).lines().getFirst()).contains("the clock's step");
        assertThat(new Calibration(Optional.empty(), SLOWER).isPassed()).isFalse();
        assertThat(new Calibration(Optional.empty(), SLOWER).lines().getFirst()).contains("no round has a build");
    }
}
