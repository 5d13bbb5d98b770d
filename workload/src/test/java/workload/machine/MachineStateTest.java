package workload.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import workload.os.MachineFigures;
import workload.study.PhaseConditions;

/** One second of a machine with two cores. */
class MachineStateTest {
    private static final long MS = 1_000_000;
    private static final MachineState BEFORE = state(5_000, new CpuTimes(100 * MS, 9_000 * MS, 50 * MS), 20_000, 300,
            Map.of("cpu", 10 * MS, "io", 20 * MS));

    private static MachineState state(long millis, CpuTimes cpu, long busyMillis, long stolenMillis,
            Map<String, Long> pressure) {
        return new MachineState(millis * MS, cpu, new MachineFigures.Processors(2, busyMillis * MS, stolenMillis * MS),
                pressure, millis * 4096);
    }

    private static PhaseConditions after(long millis, long othersMillis, long stolenMillis) {
        CpuTimes cpu = new CpuTimes(100 * MS + 700 * MS, 9_000 * MS + othersMillis * MS, 50 * MS + 30 * MS);
        return state(5_000 + millis, cpu, 22_000, 300 + stolenMillis, Map.of("cpu", 15 * MS, "io", 20 * MS))
                .since(BEFORE, 3, 77);
    }

    @Test
    void conditionsAreTheDifferencesOfTwoMoments() {
        assertThat(after(1000, 90, 10)).isEqualTo(new PhaseConditions(3, 1000 * MS, 2, 90 * MS, 30 * MS, 10 * MS,
                Map.of("cpu", 5 * MS, "io", 0L), 1000 * 4096, 77, false));
    }

    @Test
    void moreThanATwentiethForOthersDisturbs() {
        assertThat(after(1000, 100, 0).disturbed()).isFalse();
        assertThat(after(1000, 110, 0).disturbed()).isTrue();
    }

    @Test
    void moreThanAFiftiethStolenDisturbs() {
        assertThat(after(1000, 0, 40).disturbed()).isFalse();
        assertThat(after(1000, 0, 50).disturbed()).isTrue();
    }

    @Test
    void twoTicksDisturbNothing() {
        assertThat(after(10, 20, 20).disturbed()).isFalse();
        assertThat(after(10, 30, 0).disturbed()).isTrue();
    }

    @Test
    void inAContainerTheOthersAreWhatTheProcessorsDidBesideUs() {
        MachineState before = state(0, new CpuTimes(100 * MS, 5 * MS, 0), 1_000, 0, Map.of());
        MachineState after = state(1_000, new CpuTimes(600 * MS, 5 * MS, 0), 2_700, 0, Map.of());
        PhaseConditions conditions = after.since(before, 1, 0);
        assertThat(conditions.othersCpuNanos()).isEqualTo((1_700 - 500) * MS);
        assertThat(conditions.disturbed()).isTrue();
    }

    @Test
    void aKernelWithoutPressureHasNone() {
        MachineState state = state(0, new CpuTimes(0, 0, 1), 0, 0, Map.of());
        assertThat(state.since(state, 1, 0).pressureNanos()).isEmpty();
    }
}
