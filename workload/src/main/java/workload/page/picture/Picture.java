package workload.page.picture;

import java.io.IOException;
import java.io.OutputStream;

import javax.imageio.ImageIO;

import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.AxesChart;

/** A chart as a file of its own. */
public abstract sealed class Picture permits BarPicture, LinePicture, WaterfallPicture {
    static {
        // Before the first use of AWT, which looks for a display otherwise.
        System.setProperty("java.awt.headless", "true");
        // Its file would be registered as to be deleted at the JVM's end, when pages of an interrupted run are still drawn.
        ImageIO.setUseCache(false);
    }

    /** As a PNG. */
    public final void write(OutputStream out) throws IOException {
        ChartEncoder.saveChart(chart(), out, "png");
    }

    abstract AxesChart<?, ?> chart();
}
