package workload.page.picture;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

import org.knowm.xchart.internal.chartpart.Annotation;

/** Writes above each bar of a waterfall what it stands for, and leads a line from its end to the next bar. */
final class WaterfallMarks extends Annotation {
    private static final int GAP = 6;
    private static final double CENTRE = 0.5;

    private final List<WaterfallPicture.Bar> bars;

    WaterfallMarks(List<WaterfallPicture.Bar> bars) {
        super(false);
        this.bars = bars;
        this.bounds = new Rectangle2D.Double();
    }

    @Override
    public void paint(Graphics2D g) {
        for (int i = 0; i < bars.size(); i++) {
            WaterfallPicture.Bar bar = bars.get(i);
            double room = x(i + 1) - x(i);
            if (i + 1 < bars.size()) {
                g.setColor(Style.AXIS);
                g.setStroke(Style.dashed());
                double half = room * WaterfallPicture.FILL / 2;
                g.draw(new Line2D.Double(x(i) + half, y(bar.to()), x(i + 1) - half, y(bar.to())));
            }
            Labels.write(g, bar.text(), x(i), y(bar.top()) - GAP, room);
        }
    }

    private double x(int bar) {
        return chart.getScreenXFromChart(bar + CENTRE);
    }

    private double y(double value) {
        return chart.getScreenYFromChart(value);
    }
}
