package workload.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

class ProcFilesTest {
    @Test
    void theNameOfAProcessMayHoldSpacesAndParentheses() {
        String stat = "42 (a) b (c) S 1 42 42 0 -1 4194304 1 2 3 4 150 25 7 8 20 0 1 0 5 6 7";
        assertThat(ProcFiles.parseCpuNanos(stat)).isEqualTo(1_750_000_000L);
    }

    @Test
    void readsOurOwnMemory() throws IOException {
        long self = ProcessHandle.current().pid();
        assertThat(ProcFiles.statusBytes(self, "VmHWM")).isGreaterThan(1 << 20);
        assertThat(ProcFiles.statusBytes(self, "NoSuchField")).isZero();
    }
}
