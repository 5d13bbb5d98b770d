package workload.page;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import workload.page.picture.Axis;

/**
 * Where values stand on an axis.
 *
 * @param low
 *            the value at its start; above 0 if it is logarithmic
 */
record AxisScale(double low, double high, boolean isLogarithmic) {
    /** About as many ticks as have room on a telephone. */
    private static final int TICKS = 5;
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    private static final int DECADE = 10;
    /** Of a step, so that rounding errors don't lose the last tick. */
    private static final double ROUNDING = 1e-9;

    static AxisScale linear(double low, double high) {
        return new AxisScale(low, high > low ? high : low + 1, false);
    }

    static AxisScale logarithmic(double low, double high) {
        return new AxisScale(low, high > low ? high : low * DECADE, true);
    }

    /** Whole decades, so that both ends have ticks. */
    static AxisScale decades(double low, double high) {
        return logarithmic(Math.pow(DECADE, Math.floor(Math.log10(low))), Math.pow(DECADE,
                Math.ceil(Math.log10(high))));
    }

    /** 0 at the start, 1 at the end; what is beyond stands at an end. */
    double share(double value) {
        double share = isLogarithmic
                ? value <= 0 ? 0 : Math.log(value / low) / Math.log(high / low)
                : (value - low) / (high - low);
        return Math.clamp(share, 0, 1);
    }

    /** For a picture. */
    Axis axis(String title) {
        return new Axis(title, low, high, isLogarithmic, Numbers::plain);
    }

    /** Round numbers, in rising order. */
    List<Double> ticks() {
        return isLogarithmic && high / low >= DECADE ? decadeTicks() : evenTicks();
    }

    private List<Double> evenTicks() {
        double rough = (high - low) / TICKS;
        double power = Math.pow(DECADE, Math.floor(Math.log10(rough)));
        double step = DoubleStream.of(STEPS).map(factor -> factor * power).filter(s -> s >= rough * (1 - ROUNDING))
                .findFirst().orElseThrow();
        long first = (long) Math.ceil(low / step - ROUNDING);
        long last = (long) Math.floor(high / step + ROUNDING);
        return IntStream.rangeClosed(0, (int) (last - first)).mapToObj(i -> rounded((first + i) * step, step))
                .toList();
    }

    /** Without the error of the multiplication: 0.3, not 0.30000000000000004. */
    private static double rounded(double value, double step) {
        double unit = Math.pow(DECADE, Math.floor(Math.log10(step)) - 1);
        return unit < 1 ? Math.round(value / unit) / (double) Math.round(1 / unit) : Math.round(value / unit) * unit;
    }

    private List<Double> decadeTicks() {
        int from = (int) Math.ceil(Math.log10(low) - ROUNDING);
        int to = (int) Math.floor(Math.log10(high) + ROUNDING);
        int every = Math.max(1, (to - from + TICKS) / (TICKS + 1));
        boolean isShort = to - from < 2;
        return IntStream.rangeClosed(from - 1, to).filter(power -> Math.floorMod(power - from, every) == 0)
                .mapToObj(power -> Math.pow(DECADE, power))
                .flatMap(decade -> (isShort ? DoubleStream.of(decade, 2 * decade, 5 * decade) : DoubleStream.of(decade))
                        .boxed())
                .filter(tick -> tick >= low * (1 - ROUNDING) && tick <= high * (1 + ROUNDING)).toList();
    }
}
