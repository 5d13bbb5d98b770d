package memfs.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "4096, 4096", "1k, 1024", "1.5k, 1536", "512m, 536870912", "4G, 4294967296",
            "1t, 1099511627776",
            "50%, 500", "100%, 1000"})
    void understandsUnits(String text, long bytes) {
        assertThat(Size.parse("size", text, 1000)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g", "-1", "4 g", "4gb", "1e3", "half", "99999999t"})
    void refusesTheRestByName(String text) {
        assertThatThrownBy(() -> Size.parse("size", text, 1000)).isInstanceOf(OptionException.class)
                .hasMessageContaining("size");
    }
}
