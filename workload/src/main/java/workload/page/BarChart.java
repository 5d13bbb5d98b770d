package workload.page;

import java.awt.Color;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import workload.stats.Stats;

/**
 * Bars grouped by category, one series a colour.
 *
 * @param categories
 *            labels of the groups
 * @param reference
 *            where a horizontal line is drawn, or null
 */
public record BarChart(String title, String valueTitle, List<String> categories, List<Row> series, Double reference)
        implements
            Chart {
    /** Share of a group's width that its bars take. */
    static final double FILL = 0.8;

    /** Beyond this factor between the greatest and the least bar the axis is logarithmic. */
    private static final double LINEAR_RANGE = 100;
    private static final double HEADROOM = 1.14;
    /** Pixels of a bar that has room for its upright value, and of what stands beside all bars. */
    private static final int BAR_WIDTH = 20;
    private static final int BESIDE = 330;

    /** The bars of one colour, one for each category. */
    public record Row(String name, Color colour, List<Bar> bars) {}

    /**
     * One bar.
     *
     * @param value
     *            null for none: a bar is never a made-up number
     * @param low
     *            lower end of the whisker, null without spread, as high
     * @param absence
     *            what stands in the place of a bar that isn't there
     */
    public record Bar(Double value, Double low, Double high, String absence) {
        public static Bar of(Stats stats) {
            return stats.hasSpread() ? new Bar(stats.median(), stats.min(), stats.max(), "") : of(stats.median());
        }

        public static Bar of(double value) {
            return new Bar(value, null, null, "");
        }

        public static Bar absent(String reason) {
            return new Bar(null, null, null, reason);
        }

        private DoubleStream ends() {
            return DoubleStream.concat(DoubleStream.of(value), low == null
                    ? DoubleStream.empty()
                    : DoubleStream.of(low, high));
        }
    }

    @Override
    public boolean isEmpty() {
        return ends().findAny().isEmpty();
    }

    private DoubleStream ends() {
        return series.stream().flatMap(row -> row.bars().stream()).filter(bar -> bar.value() != null)
                .flatMapToDouble(Bar::ends);
    }

    private double least() {
        return ends().min().orElseThrow();
    }

    private double greatest() {
        return ends().max().orElseThrow();
    }

    /** Log axes refuse zeros. */
    boolean isLogarithmic() {
        return least() > 0 && greatest() / least() > LINEAR_RANGE;
    }

    @Override
    public CategoryChart draw() {
        CategoryChart chart = new CategoryChartBuilder().width(width()).height(Style.height(series.size())).title(title)
                .yAxisTitle(isLogarithmic() ? valueTitle + ", logarithmic" : valueTitle).build();
        Style.apply(chart.getStyler());
        Style.placeLegend(chart.getStyler(), series.size());
        chart.getStyler().setAvailableSpaceFill(FILL).setXAxisTicksVisible(true);
        scale(chart.getStyler());
        series.forEach(row -> chart
                .addSeries(row.name(), categories, row.bars().stream().map(Bar::value).map(BarChart::orNaN).toList())
                .setFillColor(row.colour()));
        chart.addAnnotation(new BarMarks(this));
        return chart;
    }

    /** Many targets on many projects: the bars are still distinguishable. */
    private int width() {
        return Math.max(Style.WIDTH, (int) (categories.size() * series.size() * BAR_WIDTH / FILL) + BESIDE);
    }

    private static double orNaN(Double value) {
        return Objects.requireNonNullElse(value, Double.NaN);
    }

    private void scale(CategoryStyler styler) {
        if (isLogarithmic()) {
            double floor = Math.pow(10, Math.floor(Math.log10(least() / HEADROOM)));
            styler.setYAxisLogarithmic(true).setYAxisMin(floor).setYAxisMax(greatest() * 2);
        } else {
            styler.setYAxisMin(0.0).setYAxisMax(Math.max(greatest(), reference == null ? 0 : reference) * HEADROOM);
        }
    }
}
