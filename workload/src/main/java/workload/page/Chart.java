package workload.page;

import java.util.Optional;

import workload.page.picture.Picture;

/** What a page shows as a picture. */
public interface Chart {
    /** Whether there is nothing to draw. */
    default boolean isEmpty() {
        return false;
    }

    /** For the page itself. */
    Drawing draw();

    /** The file beside the page; none for a kind of chart that XChart doesn't have, whose file is the drawing itself. */
    default Optional<Picture> picture() {
        return Optional.empty();
    }
}
