package workload.page.picture;

import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The shape of a point: on the page, and the nearest that XChart has. */
public enum Shape {
    CIRCLE("M-4.5,0a4.5,4.5 0 1,0 9,0a4.5,4.5 0 1,0 -9,0Z", SeriesMarkers.CIRCLE), SQUARE("M-4,-4H4V4H-4Z",
            SeriesMarkers.SQUARE),
    DIAMOND("M0,-6L6,0L0,6L-6,0Z", SeriesMarkers.DIAMOND), TRIANGLE("M0,-5.5L5.5,4.5H-5.5Z",
            SeriesMarkers.TRIANGLE_UP),
    DOWN("M0,5.5L5.5,-4.5H-5.5Z", SeriesMarkers.TRIANGLE_DOWN), BAR("M-2,-6H2V6H-2Z", SeriesMarkers.RECTANGLE), CROSS(
            "M-5,-3L-3,-5L0,-2L3,-5L5,-3L2,0L5,3L3,5L0,2L-3,5L-5,3L-2,0Z", SeriesMarkers.CROSS),
    PLUS("M-1.5,-5.5H1.5V-1.5H5.5V1.5H1.5V5.5H-1.5V1.5H-5.5V-1.5H-1.5Z", SeriesMarkers.PLUS);

    private final String path;
    private final Marker marker;

    Shape(String path, Marker marker) {
        this.path = path;
        this.marker = marker;
    }

    /** A path of SVG about 0, 0; about 10 pixels wide. */
    public String path() {
        return path;
    }

    Marker marker() {
        return marker;
    }
}
