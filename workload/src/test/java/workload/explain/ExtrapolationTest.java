package workload.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import workload.clones.Estimate;
import workload.clones.Settings;
import workload.corpus.Packing;
import workload.stats.Stats;

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
        Extrapolation curve = Extrapolation.possible(parts(500_000, 1_000_000, 2_000_000, 4_000_000)).getFirst();
        assertThat(curve.at(Clones.PACK)).isCloseTo(law(Clones.PACK), within(1e-3));
        assertThat(Extrapolation.possible(parts(500_000, 1_000_000, 2_000_000))).isNotEmpty();
    }

    @Test
    void aLargerPackNeverTakesLess() {
        List<Measurement> noisy = List.of(Clones.part(Arms.OURS, 1, 1_000_000, 2),
                Clones.part(Arms.OURS, 2, 1_100_000, 3),
                Clones.part(Arms.OURS, 3, 1_300_000, 3), Clones.part(Arms.OURS, 4, 2_000_000, 2.5));
        Extrapolation curve = Extrapolation.possible(noisy).getFirst();
        assertThat(curve.at(Clones.PACK)).isGreaterThanOrEqualTo(curve.at(2_000_000)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void twoPacksTellNothing() {
        assertThat(Extrapolation.possible(parts(500_000, 1_000_000))).isEmpty();
        assertThat(Extrapolation.possible(parts(500_000, 500_000, 1_000_000))).isEmpty();
    }

    @Test
    void anArmThatWasCutIsMarked() {
        List<Measurement> clones = new ArrayList<>(List.of(Clones.cut(Arms.ORIGINAL)));
        assertThat(ArmFigures.of(Arms.ORIGINAL, clones, Clones.PACK)).isEmpty();
        clones.addAll(parts(500_000, 1_000_000, 2_000_000, 4_000_000));
        ArmFigures figures = ArmFigures.of(Arms.ORIGINAL, clones, Clones.PACK).orElseThrow();
        assertThat(figures.basis()).isEqualTo(Basis.EXTRAPOLATED);
        assertThat(figures.median()).isCloseTo(Math.max(law(Clones.PACK), 180), within(1e-3));
    }

    @Test
    void theRangeIsOfAllCurvesThatMayBe() {
        List<Measurement> parts = parts(500_000, 1_000_000, 2_000_000, 4_000_000);
        Stats free = Extrapolation.seconds(parts, Clones.PACK, 0).orElseThrow();
        assertThat(free.median()).isCloseTo(law(Clones.PACK), within(1e-3));
        assertThat(free.min()).as("a line").isLessThan(0.8 * law(Clones.PACK));
        assertThat(free.max()).as("a parabola from 0").isGreaterThan(1.2 * law(Clones.PACK));
        Stats cut = Extrapolation.seconds(parts, Clones.PACK, 17).orElseThrow();
        assertThat(cut.min()).as("what would have ended in 17 s is refuted").isGreaterThanOrEqualTo(17);
        assertThat(cut.median()).isEqualTo(free.median());
        assertThat(cut.max()).isEqualTo(free.max());
        assertThat(Extrapolation.seconds(parts, Clones.PACK, 180)).contains(new Stats(1, 180, 180, 180));
    }

    @Test
    void aCloneThatWasCutIsInTheMedianOfThoseThatWereNot() {
        List<Measurement> clones = List.of(Clones.ok(Arms.ORIGINAL, 2, 170), Clones.ok(Arms.ORIGINAL, 3, 17),
                Clones.cut(Arms.ORIGINAL));
        ArmFigures figures = ArmFigures.of(Arms.ORIGINAL, clones, Clones.PACK).orElseThrow();
        assertThat(figures.basis()).isEqualTo(Basis.CUT);
        assertThat(figures.median()).as("not the 93.5 s of those that came to their end").isEqualTo(170);
        assertThat(figures.seconds().max()).isEqualTo(180);
        assertThat(ArmFigures.of(Arms.ORIGINAL, clones.subList(0, 2), Clones.PACK).orElseThrow())
                .matches(whole -> whole.basis() == Basis.WHOLE && whole.median() == 93.5);
    }

    @Test
    void anExtrapolationIsNotBelowWhatTheCloneWasSeenToTake() {
        List<Measurement> clones = new ArrayList<>(List.of(Clones.cut(Arms.ORIGINAL)));
        for (int share : List.of(8, 4, 2)) {
            clones.add(Clones.part(Arms.ORIGINAL, 100 / share, Clones.PACK / share, 10.0 / share));
        }
        assertThat(ArmFigures.of(Arms.ORIGINAL, clones, Clones.PACK).orElseThrow().median()).isEqualTo(180);
    }

    @Test
    void theEstimateKnowsWhatIsSlowAndTheCap() {
        long pack = 51_000_000;
        assertThat(Estimate.seconds(Arms.ORIGINAL, pack)).isGreaterThan(100);
        assertThat(Estimate.seconds(Arms.OURS, pack)).isLessThan(20);
        assertThat(Estimate.seconds(Arms.TMPFS, pack)).isLessThan(Estimate.seconds(Arms.OURS, pack));
    }

    private static Estimate estimate(int rounds, int capSeconds) {
        Settings settings = new Settings(List.of(), null, rounds, Duration.ofSeconds(capSeconds), 0, null,
                Packing.ANEW, false, null);
        return Estimate.of(List.of(Arms.ORIGINAL, Arms.TMPFS), 51_000_000, settings);
    }

    @Test
    void theEstimateIsNoBoundAndWarnsOfWhatWillBeCut() {
        assertThat(estimate(2, 600).sentence()).contains("about").doesNotContain("at most");
        assertThat(estimate(2, 600).warning()).isEmpty();
        assertThat(estimate(2, 600).about()).isCloseTo(estimate(1, 600).about().multipliedBy(2), Duration.ofSeconds(1));
        assertThat(estimate(1, 10).warning()).hasValueSatisfying(
                sentence -> assertThat(sentence).contains("1 of the arms", "the cap of 10 s", "extrapolated", "--cap"));
    }

    @Test
    void whatIsCutIsTriedWithShorterHistoriesAndNotAgain() {
        double tmpfs = Estimate.AROUND + Estimate.seconds(Arms.TMPFS, 51_000_000);
        long share = 51_000_000 / 16;
        assertThat(Estimate.seconds(Arms.ORIGINAL, share)).isLessThan(10);
        double least = 2 * Estimate.AROUND + 10 + Estimate.seconds(Arms.ORIGINAL, share);
        assertThat(estimate(3, 10).about().toSeconds()).isBetween((long) (least + 3 * tmpfs),
                (long) (5 * (Estimate.AROUND + 10) + 3 * tmpfs));
    }
}
