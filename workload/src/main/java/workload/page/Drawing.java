package workload.page;

import java.util.Map;

/**
 * A chart that is drawn.
 *
 * @param title
 *            in a few words
 * @param alternative
 *            its figures, for those who don't see it
 * @param height
 *            pixels; it takes whatever width there is
 * @param marks
 *            the inside of the SVG element
 */
public record Drawing(String title, String alternative, int height, String marks) {
    /** Pixels of a picture of its own. */
    private static final int WIDTH = 760;
    private static final int TITLE = 34;
    private static final int PADDING = 16;

    /** A picture of its own, with its title and style. */
    String file() {
        return PageFormat.PICTURE.render(Map.of("width", WIDTH + 2 * PADDING, "height", height + TITLE + 2 * PADDING,
                "padding", PADDING, "top", TITLE + PADDING, "baseline", PADDING + TITLE / 2, "inner", WIDTH,
                "innerHeight", height, "title", title, "alternative", alternative, "marks", marks));
    }
}
