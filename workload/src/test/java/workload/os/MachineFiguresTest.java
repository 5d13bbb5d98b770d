package workload.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;

import org.junit.jupiter.api.Test;

class MachineFiguresTest {
    private static final String STAT = """
            cpu  1000 200 30 4000 50 6 7 80 9 10
            cpu0 500 100 15 2000 25 3 3 40 4 5
            cpu1 500 100 15 2000 25 3 4 40 5 5
            intr 12 0 cpu2 is no line of a core
            ctxt 99
            """;

    @Test
    void processorsAreBusyInProcessesAndStolenByTheHost() {
        assertThat(MachineFigures.parseProcessors(STAT))
                .isEqualTo(new MachineFigures.Processors(2, 12_300_000_000L, 800_000_000L));
    }

    @Test
    void pressureIsThatOfSomeTasks() throws IOException {
        assertThat(MachineFigures.parsePressure("""
                some avg10=0.00 avg60=0.12 avg300=0.50 total=123456
                full avg10=0.00 avg60=0.00 avg300=0.00 total=999
                """)).isEqualTo(123_456_000);
    }

    @Test
    void pagesWrittenAreNotThoseThatWait() throws IOException {
        assertThat(MachineFigures.parseWritten("nr_dirtied 9\nnr_written 4711\nnr_written_x 1\n")).isEqualTo(4711);
        assertThatThrownBy(() -> MachineFigures.parseWritten("nr_dirtied 9\n")).isInstanceOf(IOException.class)
                .hasMessageContaining("nr_written");
    }

    @Test
    void theFirstNumberIsTheInodesOfAll() {
        assertThat(MachineFigures.parseInodes("16997\t42\n")).isEqualTo(16997);
    }

    @Test
    void thisMachineHasFigures() throws IOException {
        assertThat(MachineFigures.processors().busyNanos()).isPositive();
        assertThat(MachineFigures.cachedInodes()).isGreaterThan(100);
        assertThat(MachineFigures.writtenBackBytes()).isNotNegative();
        assertThat(MachineFigures.pressureNanos().keySet()).isSubsetOf("cpu", "io", "memory");
    }
}
