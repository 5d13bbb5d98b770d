package workload.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessCpuTest {
    @Test
    void cpuTimeCountsTheProcessAndItsChildren() {
        String stat = "12 (a) name) R 1 2 3 4 5 6 7 8 9 10 100 20 3 4 20 0 1 0 99";

        assertThat(ProcessCpu.nanos(stat)).isEqualTo(1_270_000_000L);
    }

    @Test
    void theNameOfAProcessMayHoldSpacesAndParentheses() {
        String stat = "42 (a) b (c) S 1 42 42 0 -1 4194304 1 2 3 4 150 25 7 8 20 0 1 0 5 6 7";
        assertThat(ProcessCpu.nanos(stat, ProcessCpu.STIME)).isEqualTo(1_750_000_000L);
    }
}
