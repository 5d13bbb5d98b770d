package workload.page;

import java.awt.Color;
import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines, points, bands and bars against two axes. */
public final class LineChart implements Chart {
    private static final Color BAND = new Color(0xe9edf1);
    private static final Marker[] MARKERS = {SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_DOWN, SeriesMarkers.CROSS, SeriesMarkers.OVAL,
            SeriesMarkers.PLUS};
    /** How far down a bar goes that would reach zero. */
    private static final double FOOT = 10;
    /** Of the greatest value, so that its mark isn't cut. */
    private static final double ROOM_ABOVE = 1.05;
    private final XYChart chart;
    private int entries;
    private final DoubleSummaryStatistics xs = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics ys = new DoubleSummaryStatistics();

    public LineChart(String title, String x, String y) {
        chart = new XYChartBuilder().width(Style.WIDTH).height(Style.HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y)
                .build();
        Style.apply(chart.getStyler());
        chart.getStyler().setMarkerSize(6);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(Numbers::plain);
    }

    public LineChart logarithmic() {
        chart.getStyler().setYAxisLogarithmic(true);
        return logarithmicX();
    }

    public LineChart logarithmicX() {
        chart.getStyler().setXAxisLogarithmic(true);
        return this;
    }

    public LineChart fromZero() {
        chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0);
        return this;
    }

    public LineChart endX(double end) {
        chart.getStyler().setXAxisMax(end);
        return this;
    }

    public LineChart endY(double end) {
        chart.getStyler().setYAxisMax(end);
        return this;
    }

    /** A colour of its own for a place among others, and a line through its points; none without points. */
    public LineChart add(String name, int place, double[] x, double[] y) {
        return add(name, Style.projectColour(place), SeriesMarkers.CIRCLE, x, y);
    }

    /** With the marker of a place among others; none below 0. */
    public LineChart add(String name, Color colour, int marker, double[] x, double[] y) {
        return add(name, colour, marker < 0 ? SeriesMarkers.NONE : MARKERS[marker % MARKERS.length], x, y);
    }

    public LineChart addDashed(String name, int place, double[] x, double[] y) {
        return addDashed(name, Style.projectColour(place), x, y);
    }

    public LineChart addDashed(String name, Color colour, double[] x, double[] y) {
        add(name, colour, SeriesMarkers.NONE, x, y);
        if (x.length > 0) {
            chart.getSeries(name).setLineStyle(Style.dashed());
        }
        return this;
    }

    /** Dashed, and not in the legend. */
    public LineChart addUnnamed(String name, Color colour, double[] x, double[] y) {
        addDashed(name, colour, x, y);
        chart.getSeries(name).setShowInLegend(false);
        entries--;
        return this;
    }

    /** Without a line between them. */
    public LineChart addPoints(String name, Color colour, double[] x, double[] y) {
        add(name, colour, SeriesMarkers.CIRCLE, x, y);
        chart.getSeries(name).setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        return this;
    }

    /** A dashed line on which both coordinates are the same; both axes then go as far. */
    public LineChart diagonal(String name) {
        if (entries > 0) {
            double[] ends = {powerBelow(Math.min(xs.getMin(), ys.getMin())),
                    powerAbove(Math.max(xs.getMax(), ys.getMax()))};
            addDashed(name, Style.TEXT, ends, ends);
        }
        return this;
    }

    private LineChart add(String name, Color colour, Marker marker, double[] x, double[] y) {
        if (x.length > 0) {
            entries++;
            DoubleStream.of(x).forEach(xs);
            DoubleStream.of(y).forEach(ys);
            XYSeries line = chart.addSeries(PageFormat.printable(name), x, y);
            line.setMarker(marker).setMarkerColor(colour).setLineColor(colour);
            line.setLineStyle(SeriesLines.SOLID).setLineWidth(2);
        }
        return this;
    }

    /** The ranges of values at points of a line, in its colour: from low to high; on a logarithmic axis above zero only. */
    public LineChart addBars(String name, int place, double[] x, double[] low, double[] high) {
        Color colour = Style.projectColour(place);
        for (int i = 0; i < x.length; i++) {
            double foot = chart.getStyler().isYAxisLogarithmic() && low[i] <= 0 ? high[i] / FOOT : low[i];
            ys.accept(high[i]);
            ys.accept(foot);
            XYSeries bar = chart.addSeries(name + ", bar " + i, new double[]{x[i], x[i]}, new double[]{foot, high[i]});
            bar.setMarker(SeriesMarkers.NONE).setMarkerColor(colour).setLineColor(colour)
                    .setLineStyle(SeriesLines.SOLID).setLineWidth(1).setShowInLegend(false);
        }
        return this;
    }

    /** What is between two lines. */
    public LineChart addBand(String name, double[] x, double[] one, double[] other) {
        if (x.length > 1) {
            XYSeries band = chart.addSeries(name, thereAndBack(x, x), thereAndBack(one, other));
            band.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea).setLineColor(BAND).setFillColor(BAND);
            band.setMarker(SeriesMarkers.NONE).setLineWidth(0);
            entries++;
        }
        return this;
    }

    private static double[] thereAndBack(double[] there, double[] back) {
        return DoubleStream.concat(DoubleStream.of(there),
                IntStream.range(0, back.length).mapToDouble(i -> back[back.length - 1 - i])).toArray();
    }

    @Override
    public boolean isEmpty() {
        return entries == 0;
    }

    @Override
    public XYChart draw() {
        XYStyler styler = chart.getStyler();
        Style.placeLegend(styler, entries);
        // Only powers of ten are labelled on a logarithmic axis, so it goes from one to another.
        if (styler.isXAxisLogarithmic()) {
            styler.setXAxisMin(powerBelow(xs.getMin())).setXAxisMax(powerAbove(xs.getMax()));
        }
        if (styler.isYAxisLogarithmic()) {
            styler.setYAxisMin(powerBelow(ys.getMin())).setYAxisMax(powerAbove(ys.getMax()));
        } else if (styler.getYAxisMax() == null) {
            styler.setYAxisMax(ROOM_ABOVE * Math.max(ys.getMax(), Double.MIN_NORMAL));
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
