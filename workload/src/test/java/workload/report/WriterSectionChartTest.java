package workload.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import workload.page.Style;
import workload.writers.WriteCounts;

class WriterSectionChartTest {
    private final XYChart chart = WriterSection.chart("title",
            List.of(new WriteCounts.Of("kernel", WriteCounts.NONE),
                    new WriteCounts.Of("git", new WriteCounts(new TreeMap<>(Map.of(200L, 1L, 4096L, 3L))))))
            .draw();

    @Test
    void aStepForEachSizeUpToAll() {
        assertThat(chart.getSeries("git").getXData()).containsExactly(1, 200, 200, 4096, 4096, 10_000);
        assertThat(chart.getSeries("git").getYData()).containsExactly(0, 0, 25, 25, 100, 100);
    }

    @Test
    void noLineForWhoWroteNothingHereButItsColourIsKept() {
        assertThat(chart.getSeriesCollection()).extracting(XYSeries::getName).containsExactly("git");
        assertThat(chart.getSeries("git").getLineColor()).isEqualTo(Style.projectColour(1));
    }
}
