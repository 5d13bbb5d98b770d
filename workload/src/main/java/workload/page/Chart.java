package workload.page;

import org.knowm.xchart.internal.chartpart.AxesChart;

/** What a page shows as a picture. */
public interface Chart {
    /** Whether there is anything to draw. */
    default boolean isEmpty() {
        return false;
    }

    AxesChart<?, ?> draw();
}
