package benchmarks.memory;

import java.awt.Color;
import java.util.DoubleSummaryStatistics;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import workload.report.Style;

/** A chart of lines, each a target's; those that belong to one target share its colour. */
final class Lines {
    /** Of the greatest value, so that its mark isn't cut. */
    private static final double ROOM_ABOVE = 1.05;

    private final XYChart chart;
    private int count;
    private final DoubleSummaryStatistics xs = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics ys = new DoubleSummaryStatistics();

    Lines(String title, String x, String y) {
        chart = new XYChartBuilder().width(Style.WIDTH).height(Style.HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y)
                .build();
        Style.apply(chart.getStyler());
        chart.getStyler().setMarkerSize(6);
    }

    Lines logarithmic() {
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        return this;
    }

    Lines fromZero() {
        chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0);
        return this;
    }

    /** A line through its points; none without points. */
    Lines add(String name, int colour, double[] x, double[] y) {
        return add(name, colour, x, y, SeriesMarkers.CIRCLE, false);
    }

    Lines addDashed(String name, int colour, double[] x, double[] y) {
        return add(name, colour, x, y, SeriesMarkers.NONE, true);
    }

    private Lines add(String name, int index, double[] x, double[] y, Marker marker, boolean dashed) {
        if (x.length > 0) {
            count++;
            DoubleStream.of(x).forEach(xs);
            DoubleStream.of(y).forEach(ys);
            Color colour = Style.projectColour(index);
            XYSeries line = chart.addSeries(name, x, y);
            line.setMarker(marker).setMarkerColor(colour).setLineColor(colour);
            line.setLineStyle(dashed ? Style.dashed() : SeriesLines.SOLID).setLineWidth(2);
        }
        return this;
    }

    boolean isEmpty() {
        return count == 0;
    }

    XYChart draw() {
        Style.placeLegend(chart.getStyler(), count);
        if (chart.getStyler().isXAxisLogarithmic()) {
            // Only powers of ten are labelled, so the axes go from one to another.
            chart.getStyler().setXAxisMin(powerBelow(xs.getMin())).setXAxisMax(powerAbove(xs.getMax()))
                    .setYAxisMin(powerBelow(ys.getMin())).setYAxisMax(powerAbove(ys.getMax()));
        } else {
            chart.getStyler().setXAxisDecimalPattern("#,##0").setYAxisMax(ROOM_ABOVE * ys.getMax());
        }
        return chart;
    }

    private static double powerBelow(double value) {
        return Math.pow(10, Math.floor(Math.log10(value)));
    }

    private static double powerAbove(double value) {
        return Math.pow(10, Math.ceil(Math.log10(value)));
    }

    static double[] values(Stream<Measurement> rows, ToDoubleFunction<Measurement> value) {
        return rows.mapToDouble(value).toArray();
    }
}
