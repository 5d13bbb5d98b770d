package workload.page.picture;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Bars that stand on the axis, and between them bars that float. */
public final class WaterfallPicture extends Picture {
    /** Share of a category's width that its bar takes. */
    static final double FILL = 0.6;
    private static final double ROOM = 0.1;
    private static final Color INVISIBLE = new Color(255, 255, 255, 0);

    private final String title;
    private final Axis axis;
    private final List<Bar> bars;

    /**
     * One bar.
     *
     * @param to
     *            the level that it ends at, above or below the one that it starts from
     * @param text
     *            above it
     */
    public record Bar(String label, Look look, double from, double to, String text) {
        double foot() {
            return Math.min(from, to);
        }

        double top() {
            return Math.max(from, to);
        }
    }

    public WaterfallPicture(String title, Axis axis, List<Bar> bars) {
        this.title = title;
        this.axis = axis;
        this.bars = bars;
    }

    /** A series for each bar, since XChart gives a colour to a series: on an invisible one that carries those which float. */
    @Override
    CategoryChart chart() {
        CategoryChart chart = new CategoryChartBuilder().width(Style.WIDTH).height(Style.HEIGHT).title(title)
                .yAxisTitle(axis.title()).build();
        Style.apply(chart.getStyler());
        Style.scaleY(chart.getStyler(), axis, ROOM);
        chart.getStyler().setStacked(true).setAvailableSpaceFill(FILL).setXAxisTicksVisible(true);
        chart.getStyler().setLegendVisible(false);
        List<String> labels = bars.stream().map(Bar::label).toList();
        chart.addSeries("foot", labels, bars.stream().map(Bar::foot).toList()).setFillColor(INVISIBLE);
        for (int i = 0; i < bars.size(); i++) {
            chart.addSeries("bar " + i, labels, alone(i)).setFillColor(bars.get(i).look().fill());
        }
        chart.addAnnotation(new WaterfallMarks(bars));
        return chart;
    }

    /** The height of one bar, and 0 in the place of all others. */
    private List<Double> alone(int bar) {
        return IntStream.range(0, bars.size())
                .mapToObj(i -> i == bar ? bars.get(i).top() - bars.get(i).foot() : 0.0).toList();
    }
}
