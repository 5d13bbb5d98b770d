package workload.page.picture;

import java.util.List;
import java.util.stream.DoubleStream;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines, points, bands and bars against two axes. */
public final class LinePicture extends Picture {
    private static final float LINE_WIDTH = 2;
    private static final float BAR_WIDTH = 1;

    private final String title;
    private final Axis x;
    private final Axis y;
    private final List<Series> series;

    public enum Kind {
        LINE, DASHED, POINTS, BAND, BAR
    }

    /**
     * @param isNamed
     *            whether the legend has it
     */
    public record Series(String name, Kind kind, Look look, boolean hasMarks, boolean isNamed, double[] x,
            double[] y) {}

    public LinePicture(String title, Axis x, Axis y, List<Series> series) {
        this.title = title;
        this.x = x;
        this.y = y;
        this.series = series;
    }

    @Override
    XYChart chart() {
        XYChart chart = new XYChartBuilder().width(Style.WIDTH).height(Style.height((int) named())).title(title)
                .xAxisTitle(x.title()).yAxisTitle(y.title()).build();
        XYStyler styler = chart.getStyler();
        Style.apply(styler);
        Style.placeLegend(styler, named());
        Style.scaleY(styler, y, 0);
        styler.setXAxisMin(x.low()).setXAxisMax(x.high()).setXAxisLogarithmic(x.isLogarithmic());
        styler.setXAxisTickLabelsFormattingFunction(x.numbers());
        for (int i = 0; i < series.size(); i++) {
            add(chart, i);
        }
        return chart;
    }

    private long named() {
        return series.stream().filter(Series::isNamed).count();
    }

    /** Under its place as a name, since XChart takes none twice. */
    private void add(XYChart chart, int place) {
        Series one = series.get(place);
        XYSeries drawn = chart.addSeries(String.valueOf(place), clamped(x, one.x()), clamped(y, one.y()));
        drawn.setLabel(one.name()).setShowInLegend(one.isNamed());
        drawn.setMarker(one.hasMarks() ? one.look().shape().marker() : SeriesMarkers.NONE);
        drawn.setMarkerColor(one.look().fill()).setLineColor(one.look().fill());
        drawn.setLineStyle(one.kind() == Kind.DASHED ? Style.dashed() : SeriesLines.SOLID)
                .setLineWidth(one.kind() == Kind.BAR ? BAR_WIDTH : LINE_WIDTH);
        if (one.kind() == Kind.POINTS) {
            drawn.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        } else if (one.kind() == Kind.BAND) {
            drawn.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea).setLineWidth(0);
            drawn.setLineColor(one.look().band()).setFillColor(one.look().band());
        }
    }

    private static double[] clamped(Axis axis, double[] values) {
        return DoubleStream.of(values).map(axis::clamp).toArray();
    }
}
