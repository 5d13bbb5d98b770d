package workload.page.picture;

import java.util.List;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Bars grouped by category, one series a colour. */
public final class BarPicture extends Picture {
    /** Share of a group's width that its bars take. */
    static final double FILL = 0.8;
    /** For the values above the bars. */
    private static final double LINEAR_ROOM = 1.12;
    private static final double LOGARITHMIC_ROOM = 2;
    /** Pixels of a bar that has room for its upright value, and of what stands beside all bars. */
    private static final int BAR_WIDTH = 20;
    private static final int BESIDE = 330;

    private final String title;
    private final Axis axis;
    private final List<String> categories;
    private final List<Series> series;
    private final Double reference;

    /** The bars of one thing, one for each category. */
    public record Series(String name, Look look, List<Bar> bars) {}

    /**
     * One bar; beyond the end of the axis it is drawn as broken.
     *
     * @param value
     *            null for none
     * @param low
     *            lower end of the whisker, null without spread, as high
     * @param text
     *            above it, or in its place
     */
    public record Bar(Double value, Double low, Double high, String text) {}

    /**
     * @param reference
     *            where a line is drawn, or null
     */
    public BarPicture(String title, Axis axis, List<String> categories, List<Series> series, Double reference) {
        this.title = title;
        this.axis = axis;
        this.categories = categories;
        this.series = series;
        this.reference = reference;
    }

    @Override
    CategoryChart chart() {
        CategoryChart chart = new CategoryChartBuilder().width(width()).height(Style.height(series.size())).title(title)
                .yAxisTitle(axis.title()).build();
        Style.apply(chart.getStyler());
        Style.placeLegend(chart.getStyler(), series.size());
        Style.scaleY(chart.getStyler(), axis, axis.isLogarithmic() ? LOGARITHMIC_ROOM : LINEAR_ROOM);
        chart.getStyler().setAvailableSpaceFill(FILL).setXAxisTicksVisible(true);
        for (Series one : series) {
            chart.addSeries(one.name(), categories, one.bars().stream().map(this::height).toList())
                    .setFillColor(one.look().fill());
        }
        chart.addAnnotation(new BarMarks(axis, series, reference));
        return chart;
    }

    private double height(Bar bar) {
        return bar.value() == null ? Double.NaN : axis.clamp(bar.value());
    }

    /** Many targets on many projects: the bars are still distinguishable. */
    private int width() {
        return Math.max(Style.WIDTH, (int) (categories.size() * series.size() * BAR_WIDTH / FILL) + BESIDE);
    }
}
