package workload.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What a model predicts against what was measured, on like axes: on the dashed line both agree. */
public record AgreementChart(String title, String measuredTitle, String predictedTitle, List<Group> groups) {
    private static final int MARKER = 10;
    private static final double HEADROOM = 1.1;

    /** Points of one colour. */
    public record Group(String name, List<Point> points) {}

    /** One comparison; both in the unit of the axes. */
    public record Point(double measured, double predicted) {}

    /** Draws it as NAME.png and NAME.svg in a page's folder. */
    public Block.Figure save(Path folder, String name, String caption) throws IOException {
        return ChartFiles.save(folder, name, draw(), caption);
    }

    XYChart draw() {
        XYChart chart = new XYChartBuilder().width(Style.WIDTH).height(Style.HEIGHT).title(title)
                .xAxisTitle(measuredTitle + ", logarithmic").yAxisTitle(predictedTitle + ", logarithmic").build();
        Style.apply(chart.getStyler());
        Style.placeLegend(chart.getStyler(), groups.size() + 1);
        double[] range = range();
        chart.getStyler().setMarkerSize(MARKER);
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true)
                .setXAxisMin(range[0]).setXAxisMax(range[1]).setYAxisMin(range[0]).setYAxisMax(range[1]);
        for (int i = 0; i < groups.size(); i++) {
            List<Point> points = groups.get(i).points();
            XYSeries series = chart.addSeries(groups.get(i).name(), array(points.stream().mapToDouble(Point::measured)),
                    array(points.stream().mapToDouble(Point::predicted)));
            series.setMarker(SeriesMarkers.CIRCLE).setLineStyle(SeriesLines.NONE);
            series.setMarkerColor(Style.partColour(i));
        }
        chart.addSeries("predicted = measured", range, range).setMarker(SeriesMarkers.NONE)
                .setLineStyle(Style.dashed()).setLineColor(Style.TEXT);
        return chart;
    }

    /** From a power of ten to one: only those are labelled. */
    private double[] range() {
        double[] all = groups.stream().flatMap(group -> group.points().stream())
                .flatMapToDouble(point -> DoubleStream.of(point.measured(), point.predicted()))
                .filter(value -> value > 0).sorted().toArray();
        return new double[]{Math.pow(10, Math.floor(Math.log10(all[0] / HEADROOM))),
                Math.pow(10, Math.ceil(Math.log10(all[all.length - 1] * HEADROOM)))};
    }

    private static double[] array(DoubleStream values) {
        return values.toArray();
    }
}
