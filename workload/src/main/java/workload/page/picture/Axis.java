package workload.page.picture;

import java.util.function.Function;

/**
 * An axis, as the page has it.
 *
 * @param title
 *            what it shows, with its unit
 * @param low
 *            the value at its start; above 0 if it is logarithmic
 * @param numbers
 *            how a tick is written
 */
public record Axis(String title, double low, double high, boolean isLogarithmic, Function<Double, String> numbers) {
    /**
     * Its end where something stands above all values.
     *
     * @param room
     *            share of the axis, below 1
     */
    double highWith(double room) {
        return isLogarithmic ? low * Math.pow(high / low, 1 / (1 - room)) : low + (high - low) / (1 - room);
    }

    /** What is beyond stands at an end. */
    double clamp(double value) {
        return Math.clamp(value, low, high);
    }
}
