package workload.report;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The original's third figure: memory against percent complete, with the tree's bytes after the build as dashed lines.
 */
final class MemoryChart {
    private static final int POINTS = 50;
    private static final double HEADROOM = 1.08;
    /** Pixels of height. */
    private static final int LEGEND_ENTRY = 26;
    private static final Marker[] MARKERS = {SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_DOWN, SeriesMarkers.CROSS, SeriesMarkers.OVAL,
            SeriesMarkers.PLUS};

    private final XYChart chart;
    private double greatest;

    private MemoryChart(String title, int entries) {
        chart = new XYChartBuilder().width(Style.WIDTH).height(Math.max(Style.HEIGHT, (entries + 2) * LEGEND_ENTRY))
                .title(title).xAxisTitle("percent complete").yAxisTitle("memory used (in MiB)").build();
        Style.apply(chart.getStyler());
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(100.0).setYAxisMin(0.0).setMarkerSize(7);
        Style.placeLegend(chart.getStyler(), entries);
    }

    /** All projects: a colour for each project, a marker for each target. */
    static XYChart ofAll(List<MemoryUse.OfArm> memory, Summary summary) {
        MemoryChart drawing = new MemoryChart("Memory used, by project",
                memory.size() + summary.projects().size());
        for (MemoryUse.OfArm of : memory) {
            drawing.addLine(of.project() + ", " + of.arm().label(), of.typical(),
                    Style.projectColour(summary.projects().indexOf(of.project())),
                    MARKERS[summary.arms().indexOf(of.arm()) % MARKERS.length]);
        }
        summary.projects().forEach(project -> drawing.addTree(project, memory,
                Style.projectColour(summary.projects().indexOf(project))));
        return drawing.finish();
    }

    /** One project: the colours of the targets as in the bars. */
    static XYChart of(String project, List<MemoryUse.OfArm> memory, Summary summary) {
        List<MemoryUse.OfArm> own = memory.stream().filter(of -> of.project().equals(project)).toList();
        MemoryChart drawing = new MemoryChart("Memory used, " + project, own.size() + 1);
        for (MemoryUse.OfArm of : own) {
            drawing.addLine(of.arm().label(), of.typical(), Style.colour(of.arm(), summary.arms()),
                    MARKERS[summary.arms().indexOf(of.arm()) % MARKERS.length]);
        }
        drawing.addTree(project, own, Style.TEXT);
        return drawing.finish();
    }

    private void addLine(String name, MemoryUse use, Color colour, Marker marker) {
        List<MemoryUse.Point> points = use.points(POINTS);
        if (points.isEmpty()) {
            return;
        }
        double[] x = points.stream().mapToDouble(MemoryUse.Point::percent).toArray();
        double[] y = points.stream().mapToDouble(p -> p.bytes() / Numbers.MIB).toArray();
        style(chart.addSeries(name, x, y), colour, marker);
        greatest = Math.max(greatest, use.peak() / Numbers.MIB);
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
                new double[]{0, 100}, new double[]{mib, mib});
        style(line, colour, SeriesMarkers.NONE);
        line.setLineStyle(Style.dashed());
        greatest = Math.max(greatest, mib);
    }

    private XYChart finish() {
        chart.getStyler().setYAxisMax(greatest * HEADROOM);
        return chart;
    }
}
