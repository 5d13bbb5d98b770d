package workload.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"0;0 rounds", "1;1 round", "2;2 rounds", "1234;1,234 rounds"})
    void isInWords(long count, String text) {
        assertThat(Count.of(count, "round")).isEqualTo(text);
    }
}
