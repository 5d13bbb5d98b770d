package workload.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.AxesChart;
import workload.result.WholeFile;

/** Writes a chart in the formats that a page shows and offers. */
public final class ChartFiles {
    private ChartFiles() {}

    /** As NAME.png and NAME.svg in the page's folder. */
    public static Block.Figure save(Path folder, String name, AxesChart<?, ?> chart, String caption)
            throws IOException {
        for (String format : List.of("png", "svg")) {
            WholeFile.replace(folder.resolve(name + "." + format), out -> ChartEncoder.saveChart(chart, out, format));
        }
        return new Block.Figure(name, chart.getTitle(), caption);
    }
}
