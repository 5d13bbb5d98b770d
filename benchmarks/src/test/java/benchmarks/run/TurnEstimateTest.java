package benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import workload.micro.Condition;
import workload.target.TargetException;
import workload.target.TargetSpec;

class TurnEstimateTest {
    private static RoundSettings settings(String targets, int rounds, boolean quick) throws TargetException {
        return new RoundSettings(targets.isEmpty() ? List.of() : TargetSpec.parse(List.of(targets)),
                EnumSet.allOf(Condition.class), rounds, quick, 1, Path.of("."));
    }

    @Test
    void turnsAreRoundsTimesTargetsTimesConditions() throws TargetException {
        long one = TurnEstimate.seconds(Suite.CLIENTS, settings("tmpfs", 1, false));

        assertThat(TurnEstimate.seconds(Suite.CLIENTS, settings("tmpfs,memfs", 3, false))).isEqualTo(6 * one);
        assertThat(TurnEstimate.seconds(Suite.CLIENTS, settings("tmpfs", 0, false))).isEqualTo(7 * one);
    }

    @Test
    void countingIsATurnMoreForServersThatCount() throws TargetException {
        long timed = TurnEstimate.seconds(Suite.WRITE_SIZE, settings("memfs-jnr", 1, false));

        assertThat(TurnEstimate.seconds(Suite.WRITE_SIZE, settings("memfs", 1, false))).isEqualTo(2 * timed);
    }

    @Test
    void aQuickRunOfAllSuitesEndsWithinTenMinutes() throws TargetException {
        RoundSettings quick = settings("", 0, true);

        assertThat(List.of(Suite.values()).stream().mapToLong(suite -> TurnEstimate.seconds(suite, quick)).sum())
                .isLessThan(600);
    }

    @Test
    void aTurnMayTakeTenTimesItsEstimateAndFiveMinutesInAnyCase() throws TargetException {
        long one = TurnEstimate.seconds(Suite.DIRECTORY_SIZE, settings("tmpfs", 1, false));

        assertThat(TurnEstimate.limit(Suite.DIRECTORY_SIZE, settings("", 0, false))).hasSeconds(10 * one);
        assertThat(TurnEstimate.limit(Suite.ROUND_TRIP, settings("", 0, true))).hasMinutes(15);
    }

    @Test
    void peopleAreToldTheWholeAndTheParts() throws TargetException {
        assertThat(TurnEstimate.of(List.of(Suite.CLIENTS, Suite.STORE), settings("tmpfs", 1, false)))
                .matches("This takes about \\d+ min \\(clients \\d+ s, store \\d+ min\\)\\. .*");
    }
}
