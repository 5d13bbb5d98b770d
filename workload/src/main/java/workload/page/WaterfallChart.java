package workload.page;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/**
 * Bars that stand on the axis, and between them bars that float: what leads from one to the next.
 *
 * @param valueTitle
 *            of the axis, with its unit
 */
public record WaterfallChart(String title, String valueTitle, List<Bar> bars) implements Chart {
    /** Share of a category's width that its bar takes. */
    static final double FILL = 0.6;
    private static final double HEADROOM = 1.12;
    private static final Color INVISIBLE = new Color(255, 255, 255, 0);

    /**
     * One bar, from the level that the one before it ends at.
     *
     * @param from
     *            0 for a bar that stands on the axis
     * @param to
     *            the level that it ends at
     * @param mark
     *            above it
     */
    public record Bar(String label, double from, double to, String mark) {
        /** A total. */
        public static Bar standing(String label, double value, String mark) {
            return new Bar(label, 0, value, mark);
        }

        private boolean stands() {
            return from == 0;
        }

        double foot() {
            return Math.min(from, to);
        }

        double top() {
            return Math.max(from, to);
        }
    }

    /** A series for each bar, since XChart gives a colour to a series: on an invisible one that carries those which float. */
    @Override
    public CategoryChart draw() {
        CategoryChart chart = new CategoryChartBuilder().width(Style.WIDTH).height(Style.HEIGHT).title(title)
                .yAxisTitle(valueTitle).build();
        Style.apply(chart.getStyler());
        chart.getStyler().setStacked(true).setAvailableSpaceFill(FILL).setXAxisTicksVisible(true);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(bars.stream().mapToDouble(Bar::top).max().orElse(1) * HEADROOM);
        List<String> labels = bars.stream().map(Bar::label).toList();
        chart.addSeries("foot", labels, bars.stream().map(Bar::foot).toList()).setFillColor(INVISIBLE);
        for (int i = 0; i < bars.size(); i++) {
            chart.addSeries("bar " + i, labels, alone(i)).setFillColor(colour(i));
        }
        chart.addAnnotation(new WaterfallMarks(bars));
        return chart;
    }

    /** The height of one bar, and 0 in the place of all others. */
    private List<Double> alone(int bar) {
        return IntStream.range(0, bars.size())
                .mapToObj(i -> i == bar ? bars.get(i).top() - bars.get(i).foot() : 0.0).toList();
    }

    private Color colour(int bar) {
        int before = (int) bars.subList(0, bar).stream().filter(other -> !other.stands()).count();
        return bars.get(bar).stands() ? Style.STANDING : Style.partColour(before);
    }
}
