package workload.page;

/** What a page shows as a picture. */
public interface Chart {
    /** Whether there is nothing to draw. */
    default boolean isEmpty() {
        return false;
    }

    Drawing draw();
}
