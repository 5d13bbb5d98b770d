package workload.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * Writes on the bars what XChart can't: whiskers from the least to the greatest value (its error bars are symmetric),
 * the value above each bar, and the reason in the place of a bar that isn't there.
 */
final class BarMarks extends Annotation {
    private static final int GAP = 5;
    private static final int PADDING = 2;
    /** Half of a whisker's cap, as a share of the bar. */
    private static final double CAP = 0.08;
    /** Width of a bar from which its value can stand at its top, left of the whisker. */
    private static final double ROOM_BESIDE_WHISKER = 90;
    private static final Font FONT = Style.font(Font.PLAIN, 13);

    private final BarChart bars;

    BarMarks(BarChart bars) {
        super(false);
        this.bars = bars;
        this.bounds = new Rectangle2D.Double();
    }

    @Override
    public void paint(Graphics2D g) {
        if (bars.reference() != null) {
            line(g, getXAxisScreenValueForMin(), y(bars.reference()), getXAxisScreenValueForMax(),
                    y(bars.reference()));
        }
        for (int series = 0; series < bars.series().size(); series++) {
            List<BarChart.Bar> row = bars.series().get(series).bars();
            for (int category = 0; category < row.size(); category++) {
                paint(g, row.get(category), category, series);
            }
        }
    }

    private void paint(Graphics2D g, BarChart.Bar bar, int category, int series) {
        double width = BarChart.FILL / bars.series().size();
        double centre = category + (1 - BarChart.FILL) / 2 + (series + 0.5) * width;
        double x = chart.getScreenXFromChart(centre);
        double pixels = chart.getScreenXFromChart(centre + width) - x;
        if (bar.value() == null) {
            write(g, bar.absence(), Style.FAILURE, x, getYAxisScreenValueForMax() - GAP, pixels);
            return;
        }
        String value = Numbers.significant(bar.value());
        if (bar.low() == null) {
            write(g, value, Style.TEXT, x, y(bar.value()) - GAP, pixels);
            return;
        }
        whisker(g, x, y(bar.low()), y(bar.high()), pixels * CAP);
        boolean fitsBeside = pixels > ROOM_BESIDE_WHISKER;
        write(g, value, Style.TEXT, fitsBeside ? x - pixels / 4 - GAP : x,
                y(fitsBeside ? bar.value() : bar.high()) - GAP,
                pixels);
    }

    private double y(double value) {
        return chart.getScreenYFromChart(value);
    }

    private static void whisker(Graphics2D g, double x, double low, double high, double cap) {
        line(g, x, low, x, high);
        line(g, x - cap, low, x + cap, low);
        line(g, x - cap, high, x + cap, high);
    }

    private static void line(Graphics2D g, double fromX, double fromY, double toX, double toY) {
        g.setColor(Style.TEXT);
        g.setStroke(new BasicStroke(1.5f));
        g.draw(new Line2D.Double(fromX, fromY, toX, toY));
    }

    private static Rectangle2D padded(Rectangle2D size) {
        return new Rectangle2D.Double(size.getX() - PADDING, size.getY() - PADDING, size.getWidth() + 2 * PADDING,
                size.getHeight() + 2 * PADDING);
    }

    /** Centred at x with its foot at y; upright where the bar is too narrow for it. */
    static void write(Graphics2D g, String text, Color colour, double x, double y, double room) {
        if (text.isEmpty()) {
            return;
        }
        TextLayout layout = new TextLayout(text, FONT, g.getFontRenderContext());
        Rectangle2D size = layout.getBounds();
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        if (size.getWidth() > room) {
            place.rotate(-Math.PI / 2);
            place.translate(0, size.getHeight() / 2);
        } else {
            place.translate(-size.getWidth() / 2, 0);
        }
        // Lines of the grid and the reference must not cross the text.
        g.setColor(Color.WHITE);
        g.fill(place.createTransformedShape(padded(size)));
        g.setColor(colour);
        g.fill(layout.getOutline(place));
    }
}
