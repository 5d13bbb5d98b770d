package workload.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class BarChartTest {
    private static final Color COLOUR = new Color(0x0072b2);

    private static BarChart chart(BarChart.Bar... bars) {
        List<String> categories = IntStream.range(0, bars.length).mapToObj(i -> "group " + i).toList();
        return new BarChart("title", "time, s", categories, List.of(new BarChart.Row("disk", COLOUR,
                List.of(bars))), null);
    }

    private static BarChart of(double... values) {
        return chart(DoubleStream.of(values).mapToObj(BarChart.Bar::of).toArray(BarChart.Bar[]::new));
    }

    /** How many pixels of a drawing have the series' colour. */
    private static long coloured(BarChart chart) {
        var image = new BufferedImage(Style.WIDTH, Style.HEIGHT, BufferedImage.TYPE_INT_RGB);
        chart.draw().paint(image.createGraphics(), Style.WIDTH, Style.HEIGHT);
        int colour = COLOUR.getRGB();
        int[] pixels = image.getRGB(0, 0, Style.WIDTH, Style.HEIGHT, null, 0, Style.WIDTH);
        return Arrays.stream(pixels).filter(pixel -> pixel == colour).count();
    }

    @Test
    void staysLinearWhileEveryBarCanBeSeen() {
        assertThat(of(13.6, 192).isLogarithmic()).isFalse();
        assertThat(of(1, 150).isLogarithmic()).isTrue();
    }

    @Test
    void staysLinearWithAZeroThatALogarithmRefuses() {
        assertThat(of(0, 150).isLogarithmic()).isFalse();
    }

    @Test
    void drawsTheLeastBarOfALogarithmicAxis() {
        assertThat(coloured(of(1, 150))).isGreaterThan(coloured(of(150, 150)) / 3);
    }

    @Test
    void drawsNoBarForAnAbsentValue() {
        long two = coloured(of(2, 2));

        assertThat(coloured(chart(BarChart.Bar.of(2), BarChart.Bar.absent("failed")))).isBetween(two / 3, two * 2 / 3);
    }

    @Test
    void isEmptyWithoutAnyValue() {
        assertThat(chart(BarChart.Bar.absent("failed")).isEmpty()).isTrue();
    }
}
