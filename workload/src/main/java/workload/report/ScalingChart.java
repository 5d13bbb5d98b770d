package workload.report;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Build time of one project by the number of jobs, a line for each target. */
final class ScalingChart {
    private static final double HEADROOM = 1.08;
    private static final Marker[] MARKERS = {SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_DOWN};

    private ScalingChart() {}

    static CategoryChart of(String project, Summary summary) {
        List<ScalingRow> rows = ScalingRow.of(project, summary);
        CategoryChart chart = new CategoryChartBuilder().width(Style.WIDTH).height(Style.height(rows.size()))
                .title("Build time by jobs, " + project).xAxisTitle("parallel jobs").yAxisTitle("build time, s")
                .build();
        Style.apply(chart.getStyler());
        Style.placeLegend(chart.getStyler(), rows.size());
        double greatest = rows.stream().flatMap(row -> row.medians().stream()).mapToDouble(Double::doubleValue)
                .filter(Double::isFinite).max().orElse(1);
        CategoryStyler styler = chart.getStyler();
        styler.setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Line).setMarkerSize(8);
        // Else each series has a place of its own beside the category.
        styler.setOverlapped(true).setYAxisMin(0.0).setYAxisMax(greatest * HEADROOM);
        List<String> jobs = summary.jobs().stream().map(String::valueOf).toList();
        for (int i = 0; i < rows.size(); i++) {
            ScalingRow row = rows.get(i);
            Color colour = Style.colour(row.arm(), summary.arms());
            CategorySeries line = chart.addSeries(row.arm().labelWithoutJobs(), jobs, row.medians());
            line.setMarker(MARKERS[i % MARKERS.length]).setMarkerColor(colour);
            line.setLineColor(colour).setLineWidth(2);
        }
        return chart;
    }
}
