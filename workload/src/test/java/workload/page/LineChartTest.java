package workload.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;

import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.XYSeries;

class LineChartTest {
    private static final double[] X = {512, 4096};

    @Test
    void axesNameTheirUnitsAndEndAtPowersOfTen() {
        XYChart chart = new LineChart("append", "write size, bytes", "throughput, MiB/s").logarithmic()
                .add("memfs", 0, X, new double[]{20, 400}).draw();

        assertThat(chart.getXAxisTitle()).isEqualTo("write size, bytes");
        assertThat(chart.getYAxisTitle()).isEqualTo("throughput, MiB/s");
        assertThat(chart.getStyler().getXAxisMin()).isEqualTo(100);
        assertThat(chart.getStyler().getXAxisMax()).isEqualTo(10_000);
        assertThat(chart.getStyler().getYAxisMax()).isEqualTo(1000);
    }

    @Test
    void aBarThatWouldReachZeroStaysOnALogarithmicAxis() {
        XYChart chart = new LineChart("append", "x", "y").logarithmic().add("memfs", 0, X, new double[]{20, 400})
                .addBars("memfs", 0, X, new double[]{-5, 300}, new double[]{45, 500}).draw();

        assertThat(chart.getSeries("memfs, bar 0").getYData()).containsExactly(4.5, 45);
        assertThat(chart.getSeries("memfs, bar 1").getYData()).containsExactly(300, 500);
        assertThat(chart.getSeries("memfs, bar 1").isShowInLegend()).isFalse();
        assertThat(chart.getStyler().getYAxisMin()).isEqualTo(1);
    }

    @Test
    void aBandGoesThereAndBack() {
        XYSeries band = new LineChart("append", "x", "y").logarithmic().add("memfs", 0, X, new double[]{20, 400})
                .addBand("band", X, new double[]{1, 2}, new double[]{3, 4}).draw().getSeries("band");

        assertThat(band.getXData()).containsExactly(512, 4096, 4096, 512);
        assertThat(band.getYData()).containsExactly(1, 2, 4, 3);
    }

    @Test
    void nothingIsDrawnOfNoPoints() {
        assertThat(new LineChart("append", "x", "y").add("memfs", 0, new double[0], new double[0]).isEmpty()).isTrue();
    }

    @Test
    void pointsHaveNoLineBetweenThemAndADiagonalMeetsBothAxes() {
        XYChart chart = new LineChart("model", "x", "y").logarithmic()
                .addPoints("git", Color.BLUE, new double[]{0.2, 3}, new double[]{0.3, 20}).diagonal("same").draw();

        assertThat(chart.getSeries("git").getXYSeriesRenderStyle()).contains(XYSeriesRenderStyle.Scatter);
        assertThat(chart.getSeries("same").getXData()).containsExactly(0.1, 100);
        assertThat(chart.getStyler().getXAxisMax()).isEqualTo(chart.getStyler().getYAxisMax()).isEqualTo(100);
    }
}
