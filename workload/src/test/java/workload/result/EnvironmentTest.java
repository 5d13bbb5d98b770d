package workload.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class EnvironmentTest {
    private static final Environment ONE = machine("6.1", 2, 8L << 30, "25.0.1", 0.1);

    private static Environment machine(String kernel, int cores, long memory, String jdk, double load) {
        return new Environment("Debian", kernel, "a CPU", cores, memory, jdk, Map.of("gcc", "12"), "me", load, true);
    }

    @Test
    void loadAndProgramsMakeNoOtherMachine() {
        assertThat(machine("6.1", 2, 8L << 30, "25.0.1", 9).differences(ONE)).isEmpty();
        assertThat(ONE.with(Map.of("gcc", "13")).differences(ONE)).isEmpty();
        assertThat(ONE.with(Map.of("gcc", "13")).isSame(ONE)).isFalse();
    }

    /** A package that was removed between two trials. */
    @Test
    void aProgramThatIsGoneIsNotThereAnyMore() {
        assertThat(ONE.with(Map.of("autoconf", "2.71")).with(Map.of("gcc", "12")).tools())
                .containsExactly(Map.entry("gcc", "12"));
    }

    @Test
    void whatMakesAnotherMachineIsNamed() {
        assertThat(machine("6.2", 4, 16L << 30, "26", 0.1).differences(ONE)).containsExactly("kernel 6.2 (before: 6.1)",
                "cores 4 (before: 2)", "memory in GiB 16 (before: 8)", "JDK 26 (before: 25.0.1)");
    }
}
