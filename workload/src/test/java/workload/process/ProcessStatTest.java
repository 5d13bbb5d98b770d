package workload.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

class ProcessStatTest {
    @Test
    void cpuTimeCountsTheProcessAndItsChildren() {
        String stat = "12 (a) name) R 1 2 3 4 5 6 7 8 9 10 100 20 3 4 20 0 1 0 99";

        assertThat(ProcessStat.parse(stat).nanos()).isEqualTo(1_270_000_000L);
    }

    @Test
    void theNameOfAProcessMayHoldSpacesAndParentheses() {
        String stat = "42 (a) b (c) S 1 42 42 0 -1 4194304 1 2 3 4 150 25 7 8 20 0 1 0 5 6 7";
        assertThat(ProcessStat.parse(stat).ownNanos()).isEqualTo(1_750_000_000L);
    }

    @Test
    void aKernelThreadHasItsFlag() {
        String thread = "9 (kworker/0:0H-ev) I 2 0 0 0 -1 69238880 0 0 0 0 0 3 0 0 0 -20 1 0 5";
        assertThat(ProcessStat.parse(thread)).isEqualTo(new ProcessStat(2, true, 30_000_000, 30_000_000));
    }

    @Test
    void weAreAProcessWithAParent() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        ProcessStat stat = ProcessStat.of(self.pid());
        assertThat(stat.parent()).isEqualTo(self.parent().orElseThrow().pid());
        assertThat(stat.isKernelThread()).isFalse();
    }
}
