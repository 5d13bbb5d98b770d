package workload.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Cumulative shares of programs' writes over their sizes: a stair for each program, a step for each size. */
final class WriterChart {
    private static final double ALL = 100;

    private WriterChart() {}

    static XYChart of(String title, List<WriteCounts.Of> writers) {
        XYChart chart = new XYChartBuilder().width(Style.WIDTH).height(Style.HEIGHT).title(title)
                .xAxisTitle("bytes of one write, logarithmic").yAxisTitle("share of the program's writes, %").build();
        Style.apply(chart.getStyler());
        Style.placeLegend(chart.getStyler(), Integer.MAX_VALUE);
        double end = powerAbove(writers);
        chart.getStyler().setXAxisLogarithmic(true).setXAxisMin(1.0).setXAxisMax(end).setYAxisMin(0.0)
                .setYAxisMax(ALL);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(Numbers::plain);
        for (int i = 0; i < writers.size(); i++) {
            if (writers.get(i).counts().writes() > 0) {
                addStair(chart, writers.get(i), end, Style.projectColour(i));
            }
        }
        return chart;
    }

    /** Only powers of ten are labelled, so the axis goes to one. */
    private static double powerAbove(List<WriteCounts.Of> writers) {
        long greatest = writers.stream().flatMap(of -> of.counts().sizes().keySet().stream())
                .mapToLong(Long::longValue).max().orElseThrow();
        return Math.pow(10, Math.max(1, Math.ceil(Math.log10(greatest))));
    }

    private static void addStair(XYChart chart, WriteCounts.Of writer, double end, Color colour) {
        List<Double> x = new ArrayList<>(List.of(1.0));
        List<Double> y = new ArrayList<>(List.of(0.0));
        for (Map.Entry<Long, Long> size : writer.counts().sizes().entrySet()) {
            double bytes = Math.max(1, size.getKey());
            add(x, y, bytes, y.getLast());
            add(x, y, bytes, y.getLast() + ALL * size.getValue() / writer.counts().writes());
        }
        add(x, y, end, y.getLast());
        XYSeries line = chart.addSeries(Links.printable(writer.label()), x, y);
        line.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineStyle(SeriesLines.SOLID).setLineWidth(2);
    }

    private static void add(List<Double> x, List<Double> y, double bytes, double share) {
        x.add(bytes);
        y.add(share);
    }
}
