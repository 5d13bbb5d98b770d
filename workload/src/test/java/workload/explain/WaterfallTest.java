package workload.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.Test;

import workload.explain.Arm.Content;
import workload.explain.Arm.Lookups;
import workload.explain.Arm.Writes;
import workload.report.Stats;

/** Steps add up to the whole; the order of the factors shows where they work on each other. */
class WaterfallTest {
    private static Map<Arm, ArmFigures> figures(ToDoubleFunction<Arm> seconds) {
        Map<Arm, ArmFigures> figures = new HashMap<>();
        for (Arm arm : Arms.all()) {
            double time = seconds.applyAsDouble(arm);
            figures.put(arm, new ArmFigures(arm, new Stats(1, time, time, time), Clones.counts(arm), Basis.WHOLE));
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
                .mapToDouble(factor -> overAllOrders(WaterfallTest::interacting, factor).mean()).sum();
        assertThat(sum).as("the means add up too").isCloseTo(18, within(1e-9));
        assertThat(overAllOrders(WaterfallTest::interacting, Factor.LOOKUPS).most()).isZero();
    }

    private static Orders overAllOrders(ToDoubleFunction<Arm> law, Factor factor) {
        return Orders.of(figures(law), Arms.ORIGINAL, Factor.TO_OURS, factor).orElseThrow();
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
        return new ArmFigures(figures.arm(), figures.seconds(), figures.counts(), basis);
    }

    @Test
    void endsWhoseClonesOverlapDoNotDiffer() {
        Map<Arm, ArmFigures> figures = figures(WaterfallTest::additive);
        assertThat(Waterfall.of(figures, Arms.ORIGINAL, Factor.TO_OURS).orElseThrow().differs()).isTrue();
        Counts counts = Clones.counts(Arms.OURS);
        figures.put(Arms.OURS, new ArmFigures(Arms.OURS, new Stats(3, 2, 2, 16.5), counts, Basis.WHOLE));
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
