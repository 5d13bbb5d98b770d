package workload.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static String markdown(Columns<?> columns) {
        return new Page(null).table(columns.table()).markdown();
    }

    @Test
    void countsKeepEveryDigit() {
        assertThat(markdown(new Columns<>(List.of(157_142_852L)).count("bytes", bytes -> bytes)))
                .contains("| 157,142,852 |");
    }

    @Test
    void whatIsMissingIsNoNumber() {
        List<Optional<Double>> cells = Arrays.asList(Optional.of(1.0), Optional.empty(), Optional.of(Double.NaN));

        assertThat(markdown(new Columns<>(cells).measure("s", cell -> cell).text("text", _ -> null))).isEqualTo("""
                | s | text |
                | ---: | --- |
                | 1.00 | – |
                | – | – |
                | – | – |
                """);
    }

    @Test
    void columnsWithoutAValueCanBeLeftOut() {
        assertThat(new Columns<>(List.of(1)).count("a", n -> n).count("b", _ -> null).ifAny().text("c", _ -> "")
                .ifAny().table().columnNames()).containsExactly("a");
        assertThat(new Columns<>(List.of(1)).count("a", _ -> null).text("b", _ -> "b").filled().columnNames())
                .containsExactly("b");
    }
}
