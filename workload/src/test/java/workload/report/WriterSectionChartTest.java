package workload.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import workload.page.Drawing;
import workload.writers.WriteCounts;

class WriterSectionChartTest {
    private final Drawing chart = WriterSection.chart("title",
            List.of(new WriteCounts.Of("kernel", WriteCounts.NONE),
                    new WriteCounts.Of("git", new WriteCounts(new TreeMap<>(Map.of(200L, 1L, 4096L, 3L))))))
            .draw();

    @Test
    void aStepForEachSizeUpToAll() {
        assertThat(chart.alternative()).contains("git: 0 at 1.00 to 100 at 10,000, at most 100");
        assertThat(chart.marks().split("<polyline")[1].split("points")[1].split(" ")).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void noLineForWhoWroteNothingHereButItsColourIsKept() {
        assertThat(chart.marks()).doesNotContain("kernel").contains("class=\"line k5\"");
    }
}
