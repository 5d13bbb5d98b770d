package workload.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import workload.explain.Arm.Content;
import workload.explain.Arm.Lookups;
import workload.explain.Arm.Writes;
import workload.stats.Stats;

/** Steps add up to the whole; the order of the factors shows where they work on each other. */
class WaterfallTest {
    private static Map<Arm, ArmFigures> figures(ToDoubleFunction<Arm> seconds) {
        Map<Arm, ArmFigures> figures = new HashMap<>();
        for (Arm arm : Arms.all()) {
            double time = seconds.applyAsDouble(arm);
            figures.put(arm, new ArmFigures(arm, new Stats(1, time, time, time), Map.of(1, time), Clones.counts(arm),
                    Basis.WHOLE));
        }
        return figures;
    }

    private static double additive(Arm arm) {
        return 2 + (arm.content() == Content.CONTIGUOUS ? 10 : 0) + (arm.writes() == Writes.PIECES ? 3 : 0)
                + (arm.lookups() == Lookups.EACH ? 1 : 0);
    }

    /** Small pieces cost only where each copies the file. */
    private static double interacting(Arm arm) {
        return arm.content() == Content.CONTIGUOUS && arm.writes() == Writes.PIECES ? 20 : 2;
    }

    @Test
    void stepsSumUpToTheDifferenceOfTheEnds() {
        Waterfall way = Waterfall.of(figures(WaterfallTest::additive), Arms.ORIGINAL, Factor.TO_OURS).orElseThrow();
        assertThat(way.steps()).extracting(Waterfall.Step::seconds).containsExactly(10.0, 3.0, 1.0);
        assertThat(way.total()).isEqualTo(14);
        assertThat(way.last().arm()).isEqualTo(Arms.OURS);
        assertThat(way.steps().stream().mapToDouble(Waterfall.Step::seconds).sum()).isCloseTo(way.total(),
                within(1e-9));
    }

    @Test
    void independentFactorsCostTheSameInEveryOrder() {
        Orders copying = overAllOrders(WaterfallTest::additive, Factor.COPYING);
        assertThat(copying.count()).isEqualTo(6);
        assertThat(copying.least()).isEqualTo(copying.most()).isEqualTo(10);
    }

    @Test
    void factorsThatWorkOnEachOtherCostWhatTheOrderSays() {
        Orders copying = overAllOrders(WaterfallTest::interacting, Factor.COPYING);
        assertThat(copying.least()).isZero();
        assertThat(copying.most()).isEqualTo(18);
        double sum = Factor.TO_OURS.stream()
                .mapToDouble(factor -> overAllOrders(WaterfallTest::interacting, factor).mean().seconds()).sum();
        assertThat(sum).as("the means add up too").isCloseTo(18, within(1e-9));
        assertThat(overAllOrders(WaterfallTest::interacting, Factor.LOOKUPS).most()).isZero();
    }

    private static Orders overAllOrders(ToDoubleFunction<Arm> law, Factor factor) {
        return Orders.of(figures(law), Arms.ORIGINAL, Factor.TO_OURS, factor).orElseThrow();
    }

    /** The machine is slower by a half in the second round: the medians can't tell a tenth of a second, the pairs can. */
    @Test
    void eachRoundComparesItsOwnClones() {
        Map<Arm, ArmFigures> figures = new HashMap<>();
        for (Arm arm : Arms.cube()) {
            double time = additive(arm);
            figures.put(arm, new ArmFigures(arm, new Stats(3, time, time, 1.5 * time),
                    Map.of(1, time, 2, 1.5 * time, 3, time), Clones.counts(arm), Basis.WHOLE));
        }
        Cost pieces = Waterfall.of(figures, Arms.ORIGINAL, Factor.TO_OURS).orElseThrow().step(Factor.PIECES).cost();
        assertThat(pieces.rounds()).contains(new Stats(3, 3, 3, 4.5));
        assertThat(pieces.straddlesZero()).isFalse();
        Cost mean = Orders.of(figures, Arms.ORIGINAL, Factor.TO_OURS, Factor.PIECES).orElseThrow().mean();
        assertThat(mean.range()).contains("3.0 to 4.5");
    }

    /** Arms whose rounds are slow by turns: the median differences' mean isn't between the means of the rounds. */
    @Test
    void theMeanOfTheOrdersLiesBetweenItsLeastAndMost() {
        Random random = new Random(1);
        for (int run = 0; run < 20; run++) {
            Map<Arm, ArmFigures> figures = new HashMap<>();
            for (Arm arm : Arms.cube()) {
                List<Measurement> clones = IntStream.rangeClosed(1, 3)
                        .mapToObj(round -> Clones.ok(arm, round, additive(arm) * (1 + random.nextDouble()))).toList();
                figures.put(arm, ArmFigures.of(arm, clones, Clones.PACK).orElseThrow());
            }
            Cost mean = Orders.of(figures, Arms.ORIGINAL, Factor.TO_OURS, Factor.PIECES).orElseThrow().mean();
            assertThat(mean.rounds()).hasValueSatisfying(
                    rounds -> assertThat(mean.seconds()).isBetween(rounds.min(), rounds.max()));
        }
    }

    @Test
    void onlyRoundsThatHaveBothArmsAreCompared() {
        Map<Arm, ArmFigures> figures = figures(WaterfallTest::additive);
        Stats two = new Stats(2, 2, 2, 2);
        ArmFigures before = new ArmFigures(Arms.ORIGINAL, two, Map.of(1, 9.0, 3, 7.0), null, Basis.WHOLE);
        ArmFigures after = new ArmFigures(Arms.OURS, two, Map.of(2, 1.0, 3, 2.0), null, Basis.WHOLE);
        assertThat(new Waterfall.Step(Factor.PIECES, before, after).byRound()).containsExactly(Map.entry(3, 5.0));
        assertThat(Waterfall.of(figures, Arms.ORIGINAL, Factor.TO_OURS).orElseThrow().step(Factor.PIECES).cost())
                .isEqualTo(new Cost(3, Optional.empty()));
    }

    @Test
    void oneTimeThatWasNotMeasuredMarksAllThatIsReckonedFromIt() {
        Map<Arm, ArmFigures> figures = figures(WaterfallTest::additive);
        Arm middle = Arms.ORIGINAL.with(Content.PAGED).with(Lookups.ONCE);
        figures.put(middle, marked(figures.get(middle), Basis.CUT));
        Waterfall way = Waterfall.of(figures, Arms.ORIGINAL, Factor.TO_OURS).orElseThrow();
        assertThat(way.basis()).as("the middle isn't on this way").isEqualTo(Basis.WHOLE);
        assertThat(Orders.of(figures, Arms.ORIGINAL, Factor.TO_OURS, Factor.PIECES).orElseThrow().basis())
                .isEqualTo(Basis.CUT);
        figures.put(Arms.ORIGINAL, marked(figures.get(Arms.ORIGINAL), Basis.EXTRAPOLATED));
        way = Waterfall.of(figures, Arms.ORIGINAL, Factor.TO_OURS).orElseThrow();
        assertThat(way.basis()).isEqualTo(Basis.EXTRAPOLATED);
        assertThat(way.step(Factor.COPYING).basis()).isEqualTo(Basis.EXTRAPOLATED);
        assertThat(way.step(Factor.LOOKUPS).basis()).isEqualTo(Basis.WHOLE);
    }

    private static ArmFigures marked(ArmFigures figures, Basis basis) {
        return new ArmFigures(figures.arm(), figures.seconds(), figures.rounds(), figures.counts(), basis);
    }

    @Test
    void endsWhoseClonesOverlapDoNotDiffer() {
        Map<Arm, ArmFigures> figures = figures(WaterfallTest::additive);
        assertThat(Waterfall.of(figures, Arms.ORIGINAL, Factor.TO_OURS).orElseThrow().differs()).isTrue();
        Counts counts = Clones.counts(Arms.OURS);
        figures.put(Arms.OURS, new ArmFigures(Arms.OURS, new Stats(3, 2, 2, 16.5), Map.of(), counts, Basis.WHOLE));
        assertThat(Waterfall.of(figures, Arms.ORIGINAL, Factor.TO_OURS).orElseThrow().differs()).isFalse();
    }

    @Test
    void withoutOneOfItsArmsThereIsNone() {
        Map<Arm, ArmFigures> figures = figures(WaterfallTest::additive);
        figures.remove(Arms.ORIGINAL.with(Content.PAGED));
        assertThat(Waterfall.of(figures, Arms.ORIGINAL, Factor.TO_OURS)).isEmpty();
        assertThat(Orders.of(figures, Arms.ORIGINAL, Factor.TO_OURS, Factor.PIECES)).isEmpty();
        assertThat(Waterfall.of(figures, Arms.OURS, Factor.BEYOND)).isPresent();
    }

    @Test
    void permutationsAreAllDifferent() {
        List<List<Factor>> orders = Orders.permutations(Factor.TO_OURS);
        assertThat(orders).hasSize(6).doesNotHaveDuplicates()
                .allMatch(order -> order.containsAll(Factor.TO_OURS) && order.size() == 3);
    }
}
