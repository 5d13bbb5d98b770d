package workload.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import workload.process.ProcessStat;

class CpuTimesTest {
    private static final long HARNESS = 100;

    /** Init, a kernel thread, a shell that started the harness, its server, a build with a child, and somebody's daemon. */
    private static Map<Long, ProcessStat> machine() {
        return new HashMap<>(Map.of(1L, process(0, 1000), 2L, thread(0, 0), 9L, thread(2, 30), 50L, process(1, 5),
                HARNESS,
                process(50, 200), 110L, process(HARNESS, 40), 120L, process(HARNESS, 7), 121L, process(120, 3), 300L,
                process(1, 60)));
    }

    private static ProcessStat process(long parent, long nanos) {
        return new ProcessStat(parent, false, nanos, nanos);
    }

    private static ProcessStat thread(long parent, long nanos) {
        return new ProcessStat(parent, true, nanos, nanos);
    }

    @Test
    void theHarnessAndItsDescendantsAreOurs() {
        assertThat(CpuTimes.of(machine(), HARNESS)).isEqualTo(new CpuTimes(200 + 40 + 7 + 3, 1000 + 5 + 60, 30));
    }

    @Test
    void anEndedChildCountsWhereItsParentIs() {
        CpuTimes before = CpuTimes.of(machine(), HARNESS);
        Map<Long, ProcessStat> later = machine();
        later.remove(121L);
        later.put(120L, new ProcessStat(HARNESS, false, 7, 7 + 3 + 11));
        later.put(300L, new ProcessStat(1, false, 60, 60 + 500));

        assertThat(CpuTimes.of(later, HARNESS).since(before)).isEqualTo(new CpuTimes(11, 500, 0));
    }

    @Test
    void aProcessThatTookItsTimeWithItIsNoNegativeTime() {
        CpuTimes before = CpuTimes.of(machine(), HARNESS);
        Map<Long, ProcessStat> later = machine();
        later.remove(300L);
        assertThat(CpuTimes.of(later, HARNESS).since(before)).isEqualTo(new CpuTimes(0, 0, 0));
    }

    @Test
    void parentsInARingBelongToNobody() {
        assertThat(CpuTimes.of(Map.of(5L, process(6, 1), 6L, process(5, 1)), HARNESS))
                .isEqualTo(new CpuTimes(0, 2, 0));
    }

    @Test
    void aContainerHasNoKernelThreads() {
        assertThat(CpuTimes.of(machine(), HARNESS).seesKernel()).isTrue();
        assertThat(CpuTimes.of(Map.of(1L, process(0, 1)), 1).seesKernel()).isFalse();
    }

    @Test
    void ourOwnTimeIsRead() throws IOException {
        assertThat(CpuTimes.read(ProcessHandle.current().pid()).ours()).isPositive();
    }
}
