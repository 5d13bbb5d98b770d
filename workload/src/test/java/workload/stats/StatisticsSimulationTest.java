package workload.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often verdicts are wrong if nothing differs, and found if something does, on the residuals of real builds. */
class StatisticsSimulationTest {
    private static final Simulation REPORTS = new Simulation(1_000, 18);
    /** So many that the share's own error, of a third of a percent, hides nothing. */
    private static final Simulation MANY_REPORTS = new Simulation(4_000, 18);

    @ParameterizedTest
    @EnumSource
    void equalTargetsAreSilent(Machines machines) {
        for (int rounds : new int[]{3, Judgement.LEAST_ROUNDS, Judgement.USUAL_ROUNDS}) {
            assertThat(MANY_REPORTS.falseReports(Method.STUDENT, machines, rounds)).as("%d rounds", rounds)
                    .isLessThanOrEqualTo(Family.ALPHA);
        }
    }

    /** So that what holds for the method holds for a report's sentences. */
    @Test
    void verdictsAreThoseOfTheMethod() {
        double agree = new Simulation(200, 1).share(random -> {
            List<double[]> logs = SimulatedReport.whole(Machines.QUIET, Judgement.LEAST_ROUNDS, random);
            double[] adjusted = Holm
                    .adjust(logs.stream().mapToDouble(each -> Method.STUDENT.pValue(each, random)).toArray());
            return new Family(Family.ALPHA).judge(logs.stream().map(Simulation::ratio).toList()).stream()
                    .map(judgement -> judgement.kind().isDifference()).toList()
                    .equals(DoubleStream.of(adjusted).mapToObj(p -> p <= Family.ALPHA).toList());
        });

        assertThat(agree).isEqualTo(1);
    }

    @Test
    void aSlowDownOfTenPercentIsFound() {
        assertThat(REPORTS.slowDownsShown(Machines.QUIET, Judgement.USUAL_ROUNDS, 0.1)).isGreaterThanOrEqualTo(0.95);
        assertThat(REPORTS.slowDownsShown(Machines.ROUNDS, Judgement.USUAL_ROUNDS, 0.1)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void theDefaultRoundsShowNothing() {
        assertThat(REPORTS.slowDownsShown(Machines.QUIET, 3, 1)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"QUIET", "ROUNDS"})
    void intervalsOfRunsThatEndByTheirWidthHoldTheRatio(Machines machines) {
        var rule = new StoppingRule(0.05);

        assertThat(REPORTS.until(rule, StoppingRule.ALPHA, machines, true).held()).isGreaterThanOrEqualTo(0.95);
    }
}
