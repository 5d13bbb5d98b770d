package workload.page.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** What is written on bars. */
final class Labels {
    private static final int PADDING = 2;
    private static final float LINE = 1.5f;
    private static final Font FONT = Style.font(Font.PLAIN, 13);

    private Labels() {}

    static void line(Graphics2D g, double fromX, double fromY, double toX, double toY) {
        g.setColor(Style.TEXT);
        g.setStroke(new BasicStroke(LINE));
        g.draw(new Line2D.Double(fromX, fromY, toX, toY));
    }

    /** Centred at x with its foot at y; upright where the bar is too narrow for it. */
    static void write(Graphics2D g, String text, double x, double y, double room) {
        if (text.isEmpty()) {
            return;
        }
        TextLayout layout = new TextLayout(text, FONT, g.getFontRenderContext());
        Rectangle2D size = layout.getBounds();
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        boolean isUpright = size.getWidth() > room;
        if (isUpright) {
            place.rotate(-Math.PI / 2);
            place.translate(0, size.getHeight() / 2);
        } else {
            place.translate(-size.getWidth() / 2, 0);
        }
        // Lines of the grid and the reference must not cross the text, and the next bar must stay whole.
        double padding = isUpright ? PADDING : Math.min(PADDING, (room - size.getWidth()) / 2);
        g.setColor(Color.WHITE);
        g.fill(place.createTransformedShape(new Rectangle2D.Double(size.getX() - padding, size.getY() - PADDING,
                size.getWidth() + 2 * padding, size.getHeight() + 2 * PADDING)));
        g.setColor(Style.TEXT);
        g.fill(layout.getOutline(place));
    }
}
