package workload.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineChartTest {
    private static final double[] X = {512, 4096};

    private static LineChart chart() {
        return new LineChart("append", "write size, bytes", "throughput, MiB/s").logarithmic()
                .add("memfs", Ink.part(0), X, new double[]{20, 400});
    }

    @Test
    void axesNameTheirUnitsAndEndAtPowersOfTen() {
        LineChart chart = chart();

        assertThat(chart.draw().marks()).contains(">write size, bytes (logarithmic)<",
                ">throughput, MiB/s (logarithmic)<", ">1,000<");
        assertThat(chart.xScale()).isEqualTo(new AxisScale(100, 10_000, true));
        assertThat(chart.yScale()).isEqualTo(new AxisScale(10, 1000, true));
    }

    @Test
    void aBarThatWouldReachZeroStaysOnALogarithmicAxis() {
        LineChart chart = chart().addBars("memfs", Ink.part(0), X, new double[]{-5, 300}, new double[]{45, 500});

        assertThat(chart.yScale()).isEqualTo(new AxisScale(1, 1000, true));
        assertThat(chart.draw().marks().split("class=\"error ")).hasSize(3);
    }

    @Test
    void aBandGoesThereAndBack() {
        String marks = chart().addBand("band", X, new double[]{1, 2}, new double[]{3, 4}).draw().marks();

        String points = marks.substring(marks.indexOf("<polygon"));
        assertThat(points.substring(points.indexOf("points"), points.indexOf("/>")).split(" ")).hasSize(4);
    }

    @Test
    void nothingIsDrawnOfNoPoints() {
        assertThat(new LineChart("append", "x", "y").add("memfs", Ink.part(0), new double[0], new double[0]).isEmpty())
                .isTrue();
    }

    @Test
    void pointsHaveNoLineBetweenThemAndADiagonalMeetsBothAxes() {
        LineChart chart = new LineChart("model", "x", "y").logarithmic()
                .addPoints("git", Ink.part(0), new double[]{0.2, 3}, new double[]{0.3, 20}).diagonal("same");

        assertThat(chart.draw().marks()).doesNotContain("class=\"line");
        assertThat(chart.xScale()).isEqualTo(chart.yScale()).isEqualTo(new AxisScale(0.1, 100, true));
    }

    @Test
    void itsAlternativeGivesTheFigures() {
        assertThat(chart().draw().alternative()).contains("memfs: 20.0 at 512 to 400 at 4,096, at most 400");
    }
}
