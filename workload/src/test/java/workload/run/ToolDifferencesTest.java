package workload.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class ToolDifferencesTest {
    private static final Map<String, String> GCC = Map.of("gcc", "gcc (Debian 12.2.0-14+deb12u1) 12.2.0");

    private static String clause(Map<String, String> here, Map<String, String> there) {
        return ToolDifferences.clause(here, there, "disk #1");
    }

    @Test
    void equalToolsAreNoReason() {
        assertThat(clause(GCC, GCC)).isEmpty();
    }

    @Test
    void noneIsKnownWhereATrialHasNoTools() {
        assertThat(clause(GCC, Map.of())).isEmpty();
        assertThat(clause(Map.of(), GCC)).isEmpty();
    }

    @Test
    void aToolThatWentIsNamed() {
        assertThat(
                clause(GCC, Map.of("gcc", GCC.get("gcc"), "perl", "This is perl 5, version 36 (v5.36.0) built for x")))
                .isEqualTo("perl 5.36.0 wasn't there in this trial and was in disk #1");
    }

    @Test
    void aNewerVersionIsNamed() {
        assertThat(clause(Map.of("gcc", "gcc (Debian 13.2.0-1) 13.2.0"), GCC))
                .isEqualTo("gcc was 13.2.0 in this trial and 12.2.0 in disk #1");
    }

    @Test
    void anotherPackageOfTheSameVersionIsNamedInFull() {
        assertThat(clause(Map.of("gcc", "gcc (Debian 12.2.0-15) 12.2.0"), GCC)).isEqualTo(
                "gcc was gcc (Debian 12.2.0-15) 12.2.0 in this trial and gcc (Debian 12.2.0-14+deb12u1) 12.2.0 in"
                        + " disk #1");
    }

    @Test
    void aVersionThatIsNoneIsNamedAsItIs() {
        assertThat(clause(Map.of("sh", "bash of 90 bytes"), Map.of("sh", "dash of 80 bytes")))
                .isEqualTo("sh was bash of 90 bytes in this trial and dash of 80 bytes in disk #1");
    }

    @Test
    void afterThreeTheRestIsCounted() {
        assertThat(clause(Map.of("a", "1.0", "b", "1.0", "c", "1.0", "d", "1.0", "e", "1.0"), GCC)).endsWith(
                "c 1.0 was there in this trial and wasn't in disk #1, and 3 more tools differ");
    }
}
