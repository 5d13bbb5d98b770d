package workload.report;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import workload.result.ServerMemory;

/**
 * Memory over time: the original's third figure, against percent complete and with the tree's bytes after the build as
 * dashed lines; the parts of one server's likewise; and what is left after the removal, against seconds.
 */
final class MemoryChart {
    private static final int POINTS = 50;
    private static final double PERCENT = 100;
    private static final double HEADROOM = 1.08;
    private static final Marker[] MARKERS = {SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_DOWN, SeriesMarkers.CROSS, SeriesMarkers.OVAL,
            SeriesMarkers.PLUS};

    private final XYChart chart;
    private double greatest;

    private MemoryChart(String title, String time, double end, int entries) {
        chart = new XYChartBuilder().width(Style.WIDTH).height(Style.height(entries))
                .title(title).xAxisTitle(time).yAxisTitle("memory used (in MiB)").build();
        Style.apply(chart.getStyler());
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(end).setYAxisMin(0.0).setMarkerSize(7);
        Style.placeLegend(chart.getStyler(), entries);
    }

    private static MemoryChart percent(String title, int entries) {
        return new MemoryChart(title, "percent complete", PERCENT, entries);
    }

    /** All projects: a colour for each project, a marker for each target. */
    static XYChart ofAll(List<MemoryUse.OfArm> memory, Summary summary) {
        MemoryChart drawing = percent("Memory used, by project",
                memory.size() + summary.projects().size());
        for (MemoryUse.OfArm of : memory) {
            drawing.addLine(of.project() + ", " + of.arm().labelWithoutJobs(), of.typical(),
                    Style.projectColour(summary.projects().indexOf(of.project())),
                    MARKERS[summary.charted().indexOf(of.arm()) % MARKERS.length]);
        }
        summary.projects().forEach(project -> drawing.addTree(project, memory,
                Style.projectColour(summary.projects().indexOf(project))));
        return drawing.finish();
    }

    /** One project: the colours of the targets as in the bars. */
    static XYChart of(String project, List<MemoryUse.OfArm> memory, Summary summary) {
        List<MemoryUse.OfArm> own = memory.stream().filter(of -> of.project().equals(project)).toList();
        MemoryChart drawing = percent("Memory used, " + project, own.size() + 1);
        for (MemoryUse.OfArm of : own) {
            drawing.addLine(of.arm().labelWithoutJobs(), of.typical(), Style.colour(of.arm(), summary.arms()),
                    MARKERS[summary.charted().indexOf(of.arm()) % MARKERS.length]);
        }
        drawing.addTree(project, own, Style.TEXT);
        return drawing.finish();
    }

    /** One server: its RSS, and the parts of it that it told. */
    static XYChart ofServer(MemoryUse.OfArm of) {
        MemoryUse use = of.typical();
        MemoryChart drawing = percent(
                "Where the server's memory is, " + of.project() + " on " + of.arm().labelWithoutJobs(), 1);
        drawing.addLine("RSS", use, Style.TEXT, SeriesMarkers.NONE);
        drawing.addPart("off-heap reserved", use, ServerMemory::offHeapReservedBytes, 0, SeriesMarkers.CIRCLE);
        drawing.addPart("off-heap live", use, ServerMemory::offHeapLiveBytes, 1, SeriesMarkers.SQUARE);
        drawing.addPart("heap committed", use, ServerMemory::heapCommittedBytes, 2, SeriesMarkers.TRIANGLE_UP);
        drawing.addPart("heap used", use, ServerMemory::heapUsedBytes, 3, SeriesMarkers.DIAMOND);
        return drawing.finish();
    }

    private void addPart(String name, MemoryUse use, ToLongFunction<ServerMemory> part, int number, Marker marker) {
        addLine(name, use.points(part), Style.partColour(number), marker);
    }

    /** One project from its removal on: the colours of the targets as in the bars. */
    static XYChart afterRemove(String project, List<MemoryUse.OfArm> memory, Summary summary) {
        List<MemoryUse.OfArm> own = memory.stream().filter(of -> of.project().equals(project)).toList();
        double end = own.stream().mapToDouble(of -> of.typical().secondsAfterRemove()).max().orElseThrow();
        MemoryChart drawing = new MemoryChart("Memory after the tree is removed, " + project,
                "seconds since the removal", end, own.size());
        for (MemoryUse.OfArm of : own) {
            Color colour = Style.colour(of.arm(), summary.arms());
            drawing.addLine(of.arm().labelWithoutJobs(), of.typical().pointsAfterRemove(), colour, SeriesMarkers.NONE);
            drawing.addMount(of.arm().labelWithoutJobs(), of.typical().atMount() / Numbers.MIB, end, colour);
        }
        return drawing.finish();
    }

    private void addMount(String name, double mib, double end, Color colour) {
        XYSeries line = chart.addSeries(name + " at mount", new double[]{0, end}, new double[]{mib, mib});
        style(line, colour, SeriesMarkers.NONE);
        line.setLineStyle(Style.dashed()).setShowInLegend(false);
        greatest = Math.max(greatest, mib);
    }

    private void addLine(String name, MemoryUse use, Color colour, Marker marker) {
        if (addLine(name, use.points(POINTS), colour, marker)) {
            greatest = Math.max(greatest, use.peak() / Numbers.MIB);
        }
    }

    /** Whether there was anything to draw. */
    private boolean addLine(String name, List<MemoryUse.Point> points, Color colour, Marker marker) {
        if (points.isEmpty()) {
            return false;
        }
        double[] x = points.stream().mapToDouble(MemoryUse.Point::x).toArray();
        double[] y = points.stream().mapToDouble(p -> p.bytes() / Numbers.MIB).toArray();
        style(chart.addSeries(name, x, y), colour, marker);
        greatest = Math.max(greatest, Arrays.stream(y).max().orElseThrow());
        return true;
    }

    private static void style(XYSeries line, Color colour, Marker marker) {
        line.setMarker(marker).setMarkerColor(colour).setLineColor(colour);
        line.setLineStyle(SeriesLines.SOLID).setLineWidth(2);
    }

    /** The dashed line of a project, at the bytes of its tree on the first target that has them. */
    private void addTree(String project, List<MemoryUse.OfArm> memory, Color colour) {
        memory.stream().filter(of -> of.project().equals(project)).map(of -> of.typical().treeBytes())
                .filter(bytes -> !bytes.isNaN()).findFirst().map(bytes -> bytes / Numbers.MIB)
                .ifPresent(mib -> addTree(project, mib, colour));
    }

    private void addTree(String project, double mib, Color colour) {
        XYSeries line = chart.addSeries(project + " tree: " + Numbers.significant(mib) + " MiB",
                new double[]{0, PERCENT}, new double[]{mib, mib});
        style(line, colour, SeriesMarkers.NONE);
        line.setLineStyle(Style.dashed());
        greatest = Math.max(greatest, mib);
    }

    private XYChart finish() {
        chart.getStyler().setYAxisMax(Math.max(1, greatest * HEADROOM));
        return chart;
    }
}
