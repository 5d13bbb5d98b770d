package workload.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import workload.study.PhaseConditions;

class MachineWatchTest {
    @Test
    void watchesThisMachine() throws IOException {
        PhaseConditions conditions = MachineWatch.start().stop(4);
        assertThat(conditions.runs()).isEqualTo(4);
        assertThat(conditions.wallNanos()).isPositive();
        assertThat(conditions.cores()).isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(conditions.othersCpuNanos()).isNotNegative();
    }
}
