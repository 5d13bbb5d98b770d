package workload.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"0.00858;0.00858", "0.5;0.500", "1.125;1.13", "9.996;10.0", "25.659;25.7",
            "99.96;100", "192.158;192", "0.0000123;0.0000123", "1234.5;1,235", "0;0", "-2.5;-2.50"})
    void writesThreeSignificantDigits(double value, String text) {
        assertThat(Numbers.significant(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"0;0", "0.5;0.5", "20;20", "1000;1,000", "0.00002;0.00002"})
    void writesTicksWithoutIdleDigits(double value, String text) {
        assertThat(Numbers.plain(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"0;< 0.01", "0.005;< 0.01", "0.01;0.01", "0.0234;0.02", "0.3;0.30",
            "0.575;0.58",
            "1234.565;1,234.57"})
    void timesOfTickLengthHaveNoFinerDigits(double seconds, String text) {
        assertThat(new Numbers.Hundredths().format(seconds)).isEqualTo(text);
    }

    @Test
    void groupsCounts() {
        assertThat(Numbers.whole(104_857_600)).isEqualTo("104,857,600");
    }
}
