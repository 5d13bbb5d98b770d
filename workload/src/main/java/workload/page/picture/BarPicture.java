package workload.page.picture;

import java.util.List;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Bars grouped by category, one series a colour. */
public final class BarPicture extends Picture {
    /** Share of a group's width that its bars take. */
    static final double FILL = 0.8;
    /** Share of the axis above the bars: for what is level, and at most for what is upright. */
    private static final double ROOM = 0.1;
    private static final double MOST_ROOM = 0.4;
    /** Pixels of a character, and of the plot's height. */
    private static final double CHARACTER = 8;
    private static final int PLOT = 440;
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
        Style.scaleY(chart.getStyler(), axis, room());
        chart.getStyler().setAvailableSpaceFill(FILL).setXAxisTicksVisible(true);
        for (Series one : series) {
            chart.addSeries(one.name(), categories, one.bars().stream().map(this::height).toList())
                    .setFillColor(one.look().fill());
        }
        chart.addAnnotation(new BarMarks(axis, series, this::text, reference));
        return chart;
    }

    /** With the name where the colour doesn't say which it is. */
    private String text(Series of, Bar bar) {
        boolean isAlone = series.stream().filter(other -> other.look().fill().equals(of.look().fill())).count() == 1;
        return isAlone || bar.text().isEmpty() ? bar.text() : bar.text() + " " + of.name();
    }

    private double room() {
        double longest = CHARACTER * series.stream().flatMap(one -> one.bars().stream().map(bar -> text(one, bar)))
                .mapToInt(String::length).max().orElse(0);
        double bar = FILL * (width() - BESIDE) / (categories.size() * series.size());
        return longest <= bar ? ROOM : Math.clamp(longest / PLOT, ROOM, MOST_ROOM);
    }

    private double height(Bar bar) {
        return bar.value() == null ? Double.NaN : axis.clamp(bar.value());
    }

    /** Many targets on many projects: the bars are still distinguishable. */
    private int width() {
        return Math.max(Style.WIDTH, (int) (categories.size() * series.size() * BAR_WIDTH / FILL) + BESIDE);
    }
}
