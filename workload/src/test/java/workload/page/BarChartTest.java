package workload.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class BarChartTest {
    private static BarChart chart(BarChart.Bar... bars) {
        List<String> categories = IntStream.range(0, bars.length).mapToObj(i -> "group " + i).toList();
        return new BarChart("title", "time, s", "s", categories,
                List.of(new BarChart.Series("disk", Ink.part(0), List.of(bars))), null);
    }

    private static BarChart of(double... values) {
        return chart(DoubleStream.of(values).mapToObj(BarChart.Bar::of).toArray(BarChart.Bar[]::new));
    }

    private static BarChart beside(double own, double foreign) {
        return new BarChart("title", "times the disk's", "", List.of("redis"),
                List.of(new BarChart.Series("memfs", Ink.part(0), List.of(BarChart.Bar.of(own))),
                        new BarChart.Series("2017", Ink.REFERENCE, List.of(BarChart.Bar.of(foreign)), true)),
                1.0);
    }

    @Test
    void staysLinearWhileEveryBarCanBeSeen() {
        assertThat(of(13.6, 192).rows().scale().isLogarithmic()).isFalse();
        assertThat(of(1, 150).rows().scale().isLogarithmic()).isTrue();
        assertThat(of(1, 150).draw().marks()).contains(">time, s (logarithmic)<");
    }

    @Test
    void staysLinearWithAZeroThatALogarithmRefuses() {
        assertThat(of(0, 150).rows().scale().isLogarithmic()).isFalse();
    }

    @Test
    void drawsTheLeastBarOfALogarithmicAxis() {
        assertThat(of(1, 150).rows().scale().share(1)).isGreaterThan(0.1);
    }

    @Test
    void saysWhyThereIsNoBar() {
        String marks = chart(BarChart.Bar.of(2), BarChart.Bar.absent("failed")).draw().marks();

        assertThat(marks).contains(">failed<").containsOnlyOnce("<rect");
    }

    @Test
    void isEmptyWithoutAnyValue() {
        assertThat(chart(BarChart.Bar.absent("failed")).isEmpty()).isTrue();
    }

    @Test
    void whatAnotherStudyMeasuredIsCutOffWhereItWouldFlattenThis() {
        Drawing cut = beside(3.3, 15.4).draw();
        Drawing whole = beside(3.3, 4).draw();

        assertThat(beside(3.3, 15.4).rows().scale().high()).isLessThan(6);
        assertThat(cut.marks()).contains(">15.4, cut off<", "class=\"break\"");
        assertThat(cut.alternative()).contains("2017 15.4, cut off");
        assertThat(whole.marks()).contains(">4.00<").doesNotContain("break");
    }
}
