package workload.page.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.BiFunction;

import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * Draws on the bars what XChart can't: whiskers from the least to the greatest value (its error bars are symmetric),
 * the value above each bar, the break of one that the axis is too short for, and the reason in the place of a bar that isn't
 * there.
 */
final class BarMarks extends Annotation {
    private static final int GAP = 5;
    /** Half of a whisker's cap, as a share of the bar. */
    private static final double CAP = 0.08;
    /** Width of a bar from which its value can stand at its top, left of the whisker. */
    private static final double ROOM_BESIDE_WHISKER = 90;
    /** Pixels that a break is below the top of its bar, rises, and is wide. */
    private static final int BREAK_BELOW = 14;
    private static final int BREAK_RISE = 8;
    private static final float BREAK_WIDTH = 4;

    private final Axis axis;
    private final List<BarPicture.Series> series;
    private final BiFunction<BarPicture.Series, BarPicture.Bar, String> texts;
    private final Double reference;

    BarMarks(Axis axis, List<BarPicture.Series> series,
            BiFunction<BarPicture.Series, BarPicture.Bar, String> texts, Double reference) {
        super(false);
        this.axis = axis;
        this.series = series;
        this.texts = texts;
        this.reference = reference;
        this.bounds = new Rectangle2D.Double();
    }

    @Override
    public void paint(Graphics2D g) {
        if (reference != null) {
            Labels.line(g, getXAxisScreenValueForMin(), y(reference), getXAxisScreenValueForMax(), y(reference));
        }
        for (int i = 0; i < series.size(); i++) {
            List<BarPicture.Bar> bars = series.get(i).bars();
            for (int category = 0; category < bars.size(); category++) {
                paint(g, bars.get(category), texts.apply(series.get(i), bars.get(category)), category, i);
            }
        }
    }

    private void paint(Graphics2D g, BarPicture.Bar bar, String text, int category, int place) {
        double width = BarPicture.FILL / series.size();
        double centre = category + (1 - BarPicture.FILL) / 2 + (place + 0.5) * width;
        double x = chart.getScreenXFromChart(centre);
        double pixels = chart.getScreenXFromChart(centre + width) - x;
        if (bar.value() == null) {
            Labels.write(g, text, x, getYAxisScreenValueForMax() - GAP, pixels);
            return;
        }
        if (bar.value() > axis.high()) {
            drawBreak(g, x, y(axis.high()), pixels);
        }
        if (bar.low() == null) {
            Labels.write(g, text, x, y(bar.value()) - GAP, pixels);
            return;
        }
        whisker(g, x, y(bar.low()), y(bar.high()), pixels * CAP);
        boolean fitsBeside = pixels > ROOM_BESIDE_WHISKER;
        Labels.write(g, text, fitsBeside ? x - pixels / 4 - GAP : x,
                y(fitsBeside ? bar.value() : bar.high()) - GAP, pixels);
    }

    private double y(double value) {
        return chart.getScreenYFromChart(axis.clamp(value));
    }

    private static void whisker(Graphics2D g, double x, double low, double high, double cap) {
        Labels.line(g, x, low, x, high);
        Labels.line(g, x - cap, low, x + cap, low);
        Labels.line(g, x - cap, high, x + cap, high);
    }

    private static void drawBreak(Graphics2D g, double x, double top, double width) {
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke(BREAK_WIDTH));
        for (int below : new int[]{BREAK_BELOW, BREAK_BELOW + BREAK_RISE}) {
            g.draw(new Line2D.Double(x - width / 2, top + below, x + width / 2, top + below - BREAK_RISE));
        }
    }
}
