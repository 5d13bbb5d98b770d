package workload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PercentConverterTest {
    /** 2.2 / 100 is 0.022000000000000002. */
    @ParameterizedTest
    @CsvSource({"5%,0.05", "2.2%,0.022", "0.7 %,0.007", "7.4%,0.074"})
    void aPercentageIsTheNearestShare(String text, double share) {
        assertThat(new PercentConverter().convert(text)).isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0%", "100%", "5", "%", "-1%", "1e1%"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> new PercentConverter().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void everyTenthReadsAsItPrints() {
        for (int tenths = 1; tenths < 1000; tenths++) {
            String text = tenths / 10 + "." + tenths % 10;
            assertThat(new PercentConverter().convert(text + "%")).isEqualTo(Double.parseDouble(text + "e-2"));
        }
    }
}
