package workload.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

/** An arm that was cut gets a time from shorter histories, and says so. */
class ExtrapolationTest {
    private static double law(double packBytes) {
        double megabytes = packBytes / 1e6;
        return 1 + 0.1 * megabytes + 0.25 * megabytes * megabytes;
    }

    private static List<Measurement> parts(long... packs) {
        return LongStream.of(packs).mapToObj(pack -> Clones.part(Arms.ORIGINAL, (int) (pack / 1000), pack, law(pack)))
                .toList();
    }

    @Test
    void findsTheCurve() {
        Extrapolation curve = Extrapolation.of(parts(500_000, 1_000_000, 2_000_000, 4_000_000)).orElseThrow();
        assertThat(curve.at(Clones.PACK)).isCloseTo(law(Clones.PACK), within(1e-3));
        assertThat(Extrapolation.of(parts(500_000, 1_000_000, 2_000_000))).isPresent();
    }

    @Test
    void aLargerPackNeverTakesLess() {
        List<Measurement> noisy = List.of(Clones.part(Arms.OURS, 1, 1_000_000, 2),
                Clones.part(Arms.OURS, 2, 1_100_000, 3),
                Clones.part(Arms.OURS, 3, 1_300_000, 3), Clones.part(Arms.OURS, 4, 2_000_000, 2.5));
        Extrapolation curve = Extrapolation.of(noisy).orElseThrow();
        assertThat(curve.at(Clones.PACK)).isGreaterThanOrEqualTo(curve.at(2_000_000)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void twoPacksTellNothing() {
        assertThat(Extrapolation.of(parts(500_000, 1_000_000))).isEmpty();
        assertThat(Extrapolation.of(parts(500_000, 500_000, 1_000_000))).isEmpty();
    }

    @Test
    void anArmThatWasCutIsMarked() {
        List<Measurement> clones = new ArrayList<>(List.of(Clones.cut(Arms.ORIGINAL)));
        assertThat(ArmFigures.of(Arms.ORIGINAL, clones, Clones.PACK)).isEmpty();
        clones.addAll(parts(500_000, 1_000_000, 2_000_000, 4_000_000));
        ArmFigures figures = ArmFigures.of(Arms.ORIGINAL, clones, Clones.PACK).orElseThrow();
        assertThat(figures.extrapolated()).isTrue();
        assertThat(figures.median()).isCloseTo(law(Clones.PACK), within(1e-3));
        clones.add(Clones.ok(Arms.ORIGINAL, 2, 17));
        assertThat(ArmFigures.of(Arms.ORIGINAL, clones, Clones.PACK).orElseThrow())
                .matches(measured -> !measured.extrapolated() && measured.median() == 17);
    }

    @Test
    void theEstimateKnowsWhatIsSlowAndTheCap() {
        long pack = 51_000_000;
        assertThat(Estimate.seconds(Arms.ORIGINAL, pack)).isGreaterThan(100);
        assertThat(Estimate.seconds(Arms.OURS, pack)).isLessThan(20);
        assertThat(Estimate.seconds(Arms.TMPFS, pack)).isLessThan(Estimate.seconds(Arms.OURS, pack));
        Settings settings = new Settings(List.of(), null, 2, Duration.ofSeconds(10), 0, null, null);
        Estimate estimate = Estimate.of(List.of(Arms.ORIGINAL), pack, settings);
        assertThat(estimate.least()).isEqualTo(estimate.most()).isEqualTo(Duration.ofSeconds(28));
        assertThat(estimate.sentence()).contains("about 1 min, at most 1 min");
    }
}
