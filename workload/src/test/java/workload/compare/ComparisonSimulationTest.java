package workload.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workload.stats.Family;
import workload.stats.Machines;
import workload.stats.Simulation;

/** How often a status is wrong, and how often it is the right one, on the residuals of real builds. */
class ComparisonSimulationTest {
    private static final Simulation PAIRS = new Simulation(4_000, 18);
    /** One side of the interval misses, and three standard errors of the simulation. */
    private static final double HARDLY_EVER = Family.ALPHA / 2 + 0.0075;

    @ParameterizedTest
    @EnumSource
    void equalRunsAreHardlyEverSlower(Machines machines) {
        for (int rounds : new int[]{5, 10, 20}) {
            assertThat(SimulatedComparisons.share(PAIRS, machines, rounds, 0, ComparisonStatus.SLOWER))
                    .isLessThanOrEqualTo(HARDLY_EVER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSlowDownOfTheLimitHardlyEverPasses(Machines machines) {
        for (int rounds : new int[]{5, 10, 20}) {
            assertThat(SimulatedComparisons.share(PAIRS, machines, rounds, 0.05, ComparisonStatus.WITHIN_LIMIT))
                    .isLessThanOrEqualTo(HARDLY_EVER);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"QUIET", "ROUNDS"})
    void aSlowDownOfTenPercentIsShown(Machines machines) {
        assertThat(SimulatedComparisons.share(PAIRS, machines, 20, 0.1, ComparisonStatus.SLOWER))
                .isGreaterThanOrEqualTo(0.95);
    }
}
