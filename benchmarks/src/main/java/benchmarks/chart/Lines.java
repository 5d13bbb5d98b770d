package benchmarks.chart;

import java.awt.Color;
import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import workload.report.Numbers;
import workload.report.Style;

/** A chart of lines, each a target's; those that belong to one target share its colour. */
public final class Lines {
    private static final Color BAND = new Color(0xe9edf1);
    /** How far down a bar goes that would reach zero. */
    private static final double FOOT = 10;
    /** Of the greatest value, so that its mark isn't cut. */
    private static final double ROOM_ABOVE = 1.05;

    private final XYChart chart;
    private int count;
    private final DoubleSummaryStatistics xs = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics ys = new DoubleSummaryStatistics();

    public Lines(String title, String x, String y) {
        chart = new XYChartBuilder().width(Style.WIDTH).height(Style.HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y)
                .build();
        Style.apply(chart.getStyler());
        chart.getStyler().setMarkerSize(6);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(Numbers::plain);
    }

    public Lines logarithmic() {
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        return this;
    }

    public Lines fromZero() {
        chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0);
        return this;
    }

    /** A line through its points; none without points. */
    public Lines add(String name, int colour, double[] x, double[] y) {
        return add(name, colour, x, y, SeriesMarkers.CIRCLE, false);
    }

    public Lines addDashed(String name, int colour, double[] x, double[] y) {
        return add(name, colour, x, y, SeriesMarkers.NONE, true);
    }

    /** The ranges of values at points of a line, in its colour: from low to high; on a logarithmic axis above zero only. */
    public Lines addBars(String name, int colour, double[] x, double[] low, double[] high) {
        for (int i = 0; i < x.length; i++) {
            ys.accept(high[i]);
            double foot = chart.getStyler().isYAxisLogarithmic() && low[i] <= 0 ? high[i] / FOOT : low[i];
            ys.accept(foot);
            XYSeries bar = chart.addSeries(name + ", bar " + i, new double[]{x[i], x[i]}, new double[]{foot, high[i]});
            bar.setMarker(SeriesMarkers.NONE).setMarkerColor(Style.projectColour(colour))
                    .setLineColor(Style.projectColour(colour)).setLineStyle(SeriesLines.SOLID).setLineWidth(1)
                    .setShowInLegend(false);
        }
        return this;
    }

    /** What is between two lines. */
    public Lines addBand(String name, double[] x, double[] one, double[] other) {
        if (x.length > 1) {
            double[] around = DoubleStream.concat(DoubleStream.of(x), backwards(x)).toArray();
            double[] edge = DoubleStream.concat(DoubleStream.of(one), backwards(other)).toArray();
            XYSeries band = chart.addSeries(name, around, edge);
            band.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea).setLineColor(BAND).setFillColor(BAND);
            band.setMarker(SeriesMarkers.NONE).setLineWidth(0);
            count++;
        }
        return this;
    }

    private static DoubleStream backwards(double[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[values.length - 1 - i]);
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

    public boolean isEmpty() {
        return count == 0;
    }

    public XYChart draw() {
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

}
