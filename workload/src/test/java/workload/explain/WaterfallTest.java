package workload.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.DoubleSummaryStatistics;
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
            figures.put(arm, new ArmFigures(arm, new Stats(1, time, time, time), Clones.counts(arm), false));
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
        DoubleSummaryStatistics copying = overAllOrders(WaterfallTest::additive, Factor.COPYING);
        assertThat(copying.getCount()).isEqualTo(6);
        assertThat(copying.getMin()).isEqualTo(copying.getMax()).isEqualTo(10);
    }

    @Test
    void factorsThatWorkOnEachOtherCostWhatTheOrderSays() {
        DoubleSummaryStatistics copying = overAllOrders(WaterfallTest::interacting, Factor.COPYING);
        assertThat(copying.getMin()).isZero();
        assertThat(copying.getMax()).isEqualTo(18);
        double sum = Factor.TO_OURS.stream()
                .mapToDouble(factor -> overAllOrders(WaterfallTest::interacting, factor).getAverage()).sum();
        assertThat(sum).as("the means add up too").isCloseTo(18, within(1e-9));
        assertThat(overAllOrders(WaterfallTest::interacting, Factor.LOOKUPS).getMax()).isZero();
    }

    private static DoubleSummaryStatistics overAllOrders(ToDoubleFunction<Arm> law, Factor factor) {
        return Waterfall.overAllOrders(figures(law), Arms.ORIGINAL, Factor.TO_OURS, factor).orElseThrow();
    }

    @Test
    void withoutOneOfItsArmsThereIsNone() {
        Map<Arm, ArmFigures> figures = figures(WaterfallTest::additive);
        figures.remove(Arms.ORIGINAL.with(Content.PAGED));
        assertThat(Waterfall.of(figures, Arms.ORIGINAL, Factor.TO_OURS)).isEmpty();
        assertThat(Waterfall.overAllOrders(figures, Arms.ORIGINAL, Factor.TO_OURS, Factor.CALLS)).isEmpty();
        assertThat(Waterfall.of(figures, Arms.OURS, Factor.BEYOND)).isPresent();
    }

    @Test
    void permutationsAreAllDifferent() {
        List<List<Factor>> orders = Waterfall.permutations(Factor.TO_OURS);
        assertThat(orders).hasSize(6).doesNotHaveDuplicates()
                .allMatch(order -> order.containsAll(Factor.TO_OURS) && order.size() == 3);
    }
}
