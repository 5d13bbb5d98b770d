package workload.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.AxesChart;

/** Writes a chart in the formats that a page shows and offers. */
public final class ChartFiles {
    private ChartFiles() {}

    /** As NAME.png and NAME.svg in the page's folder. */
    public static Block.Figure save(Path folder, String name, AxesChart<?, ?> chart, String caption)
            throws IOException {
        for (String format : List.of("png", "svg")) {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(folder.resolve(name + "." + format)))) {
                ChartEncoder.saveChart(chart, out, format);
            }
        }
        return new Block.Figure(name, chart.getTitle(), caption);
    }
}
