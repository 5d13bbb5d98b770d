package workload.page;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import workload.page.picture.LinePicture;
import workload.page.picture.LinePicture.Kind;
import workload.page.picture.Picture;

/** Lines, points, bands and bars against two axes. */
public final class LineChart implements Chart {
    private static final double LEFT = 0.09;
    private static final double RIGHT = 0.975;
    private static final int TOP = 34;
    private static final int PLOT = 300;
    private static final int TICK_LABEL = 16;
    private static final int AXIS_TITLE = 38;
    private static final int LEGEND = 62;
    private static final int LEGEND_LINE = 22;
    private static final int BESIDE_MARK = 34;
    private static final double MARK = 0.001;
    /** Characters of a legend's entry that has room in half of a telephone, and in all of one. */
    private static final int HALF_LINE = 18;
    private static final int WHOLE_LINE = 42;
    /** Of a line with many points about so many have marks. */
    private static final int MARKS = 12;
    /** The side of the box that lines are drawn in, which is stretched over the plot. */
    private static final double BOX = 1000;
    /** How far down a bar goes that would reach zero. */
    private static final double FOOT = 10;
    /** Of the greatest value, so that its mark isn't cut. */
    private static final double ROOM_ABOVE = 1.05;

    private record Series(String name, Kind kind, Ink ink, boolean hasMarks, boolean isNamed, double[] x, double[] y) {
        DoubleStream ys() {
            return DoubleStream.of(y);
        }

        LinePicture.Series pictured() {
            return new LinePicture.Series(name, kind, ink.look(), hasMarks, isNamed, x, y);
        }
    }

    private final String title;
    private final String xAxis;
    private final String yAxis;
    private final List<Series> series = new ArrayList<>();
    private final DoubleSummaryStatistics xs = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics ys = new DoubleSummaryStatistics();
    private boolean isLogarithmicX;
    private boolean isLogarithmicY;
    private boolean isFromZero;
    private double endX = Double.NaN;
    private double endY = Double.NaN;

    /**
     * @param xAxis
     *            what it shows, with its unit, as the other
     */
    public LineChart(String title, String xAxis, String yAxis) {
        this.title = title;
        this.xAxis = xAxis;
        this.yAxis = yAxis;
    }

    public LineChart logarithmic() {
        isLogarithmicY = true;
        return logarithmicX();
    }

    public LineChart logarithmicX() {
        isLogarithmicX = true;
        return this;
    }

    public LineChart fromZero() {
        isFromZero = true;
        return this;
    }

    public LineChart endX(double end) {
        endX = end;
        return this;
    }

    public LineChart endY(double end) {
        endY = end;
        return this;
    }

    /** A line through points with marks; nothing without points. */
    public LineChart add(String name, Ink ink, double[] x, double[] y) {
        return add(new Series(name, Kind.LINE, ink, true, true, x, y));
    }

    /** Without marks. */
    public LineChart addPlain(String name, Ink ink, double[] x, double[] y) {
        return add(new Series(name, Kind.LINE, ink, false, true, x, y));
    }

    public LineChart addDashed(String name, Ink ink, double[] x, double[] y) {
        return add(new Series(name, Kind.DASHED, ink, false, true, x, y));
    }

    /** Dashed, and not in the legend. */
    public LineChart addUnnamed(String name, Ink ink, double[] x, double[] y) {
        return add(new Series(name, Kind.DASHED, ink, false, false, x, y));
    }

    /** Without a line between them. */
    public LineChart addPoints(String name, Ink ink, double[] x, double[] y) {
        return add(new Series(name, Kind.POINTS, ink, true, true, x, y));
    }

    /** A dashed line on which both coordinates are the same; both axes then go as far. */
    public LineChart diagonal(String name) {
        if (!isEmpty()) {
            AxisScale both = AxisScale.decades(Math.min(xs.getMin(), ys.getMin()), Math.max(xs.getMax(), ys.getMax()));
            double[] ends = {both.low(), both.high()};
            addDashed(name, Ink.TOTAL, ends, ends);
        }
        return this;
    }

    /** The ranges of values at points of a line, in its colour: from low to high; on a logarithmic axis above zero only. */
    public LineChart addBars(String name, Ink ink, double[] x, double[] low, double[] high) {
        for (int i = 0; i < x.length; i++) {
            double foot = isLogarithmicY && low[i] <= 0 ? high[i] / FOOT : low[i];
            add(new Series(name, Kind.BAR, ink, false, false, new double[]{x[i], x[i]}, new double[]{foot, high[i]}));
        }
        return this;
    }

    /** What is between two lines. */
    public LineChart addBand(String name, double[] x, double[] one, double[] other) {
        return x.length < 2
                ? this
                : add(new Series(name, Kind.BAND, Ink.REFERENCE, false, true, thereAndBack(x, x),
                        thereAndBack(one, other)));
    }

    private static double[] thereAndBack(double[] there, double[] back) {
        return DoubleStream.concat(DoubleStream.of(there),
                IntStream.range(0, back.length).mapToDouble(i -> back[back.length - 1 - i])).toArray();
    }

    private LineChart add(Series one) {
        if (one.x().length > 0) {
            series.add(one);
            DoubleStream.of(one.x()).forEach(xs);
            one.ys().forEach(ys);
        }
        return this;
    }

    @Override
    public boolean isEmpty() {
        return series.isEmpty();
    }

    AxisScale xScale() {
        return isLogarithmicX
                ? AxisScale.decades(xs.getMin(), xs.getMax())
                : AxisScale.linear(isFromZero ? 0 : xs.getMin(), Double.isNaN(endX) ? xs.getMax() : endX);
    }

    AxisScale yScale() {
        return isLogarithmicY
                ? AxisScale.decades(ys.getMin(), ys.getMax())
                : AxisScale.linear(isFromZero ? 0 : Math.min(0, ys.getMin()),
                        Double.isNaN(endY) ? ROOM_ABOVE * Math.max(ys.getMax(), Double.MIN_NORMAL) : endY);
    }

    @Override
    public Drawing draw() {
        AxisScale x = xScale();
        AxisScale y = yScale();
        Svg svg = new Svg();
        drawAxes(svg, x, y);
        series.stream().filter(one -> one.kind() == Kind.BAND).forEach(band -> drawLine(svg, band, x, y));
        series.stream().filter(one -> one.kind() != Kind.BAND && one.kind() != Kind.POINTS)
                .forEach(one -> drawLine(svg, one, x, y));
        series.stream().filter(Series::hasMarks).forEach(one -> drawMarks(svg, one, x, y));
        int legend = drawLegend(svg);
        return new Drawing(title, alternative(), TOP + PLOT + LEGEND + legend, svg.toString());
    }

    @Override
    public Optional<Picture> picture() {
        AxisScale x = xScale();
        AxisScale y = yScale();
        return Optional.of(new LinePicture(title, x.axis(named(xAxis, x)), y.axis(named(yAxis, y)),
                series.stream().map(Series::pictured).toList()));
    }

    private void drawAxes(Svg svg, AxisScale x, AxisScale y) {
        svg.text("axis-title", "0", TICK_LABEL, named(yAxis, y));
        for (double tick : y.ticks()) {
            svg.line("grid", 0, y(y, tick), 1, y(y, tick));
            svg.text("tick", "0", y(y, tick) - 3, Numbers.plain(tick));
        }
        svg.line("axis", 0, TOP + PLOT, 1, TOP + PLOT);
        for (double tick : x.ticks()) {
            double share = x(x, tick);
            svg.line("axis", share, TOP + PLOT, share, TOP + PLOT + 4);
            svg.text(Svg.anchored("tick", share), Svg.percent(share), TOP + PLOT + 2 + TICK_LABEL,
                    Numbers.plain(tick));
        }
        svg.text("axis-title", "0", TOP + PLOT + AXIS_TITLE + 2, named(xAxis, x));
    }

    private static String named(String axis, AxisScale scale) {
        return scale.isLogarithmic() && !axis.endsWith("logarithmic") ? axis + " (logarithmic)" : axis;
    }

    private static double x(AxisScale scale, double value) {
        return LEFT + scale.share(value) * (RIGHT - LEFT);
    }

    private static double y(AxisScale scale, double value) {
        return TOP + (1 - scale.share(value)) * PLOT;
    }

    /** In a box of its own that is stretched; the strokes aren't. */
    private static void drawLine(Svg svg, Series one, AxisScale x, AxisScale y) {
        String points = IntStream.range(0, one.x().length).mapToObj(i -> Svg.number(x.share(one.x()[i]) * BOX) + ","
                + Svg.number((1 - y.share(one.y()[i])) * BOX)).collect(Collectors.joining(" "));
        svg.start("svg", "x", Svg.percent(LEFT), "y", TOP, "width", Svg.percent(RIGHT - LEFT), "height", PLOT,
                "viewBox", "0 0 1000 1000", "preserveAspectRatio", "none");
        String css = switch (one.kind()) {
            case DASHED -> "dashed ";
            case BAR -> "error ";
            case BAND -> "band ";
            case LINE, POINTS -> "line ";
        };
        svg.empty(one.kind() == Kind.BAND ? "polygon" : "polyline", "class", css + one.ink().css(), "points", points);
        svg.end();
    }

    private static void drawMarks(Svg svg, Series one, AxisScale x, AxisScale y) {
        int all = one.x().length;
        int every = one.kind() == Kind.POINTS ? 1 : Math.max(1, all / MARKS);
        for (int i = every / 2; i < all; i += every) {
            svg.point(one.ink(), x(x, one.x()[i]), y(y, one.y()[i]));
        }
    }

    /** Pixels of height. */
    private int drawLegend(Svg svg) {
        List<Series> named = series.stream().filter(Series::isNamed).toList();
        int columns = named.stream().allMatch(one -> one.name().length() <= HALF_LINE) ? 2 : 1;
        int height = 0;
        for (int i = 0; i < named.size(); i++) {
            Series one = named.get(i);
            double share = (double) (i % columns) / columns;
            int y = TOP + PLOT + LEGEND + height;
            List<String> lines = Svg.wrap(one.name(), WHOLE_LINE);
            height += i % columns == columns - 1 || i == named.size() - 1 ? lines.size() * LEGEND_LINE : 0;
            svg.start("svg", "x", Svg.percent(share + MARK), "y", y);
            if (one.kind() == Kind.BAND) {
                svg.empty("rect", "class", "band " + one.ink().css(), "x", 0, "y", -6, "width", 26, "height", 12);
            } else if (one.kind() != Kind.POINTS) {
                svg.empty("path", "class", (one.kind() == Kind.DASHED ? "dashed " : "line ") + one.ink().css(), "d",
                        "M0,0H26");
            }
            if (one.hasMarks()) {
                svg.start("svg", "x", 13, "y", 0).empty("path", "class", one.ink().css(), "d",
                        one.ink().shape().path()).end();
            }
            svg.lines("label", String.valueOf(BESIDE_MARK), 4.5, LEGEND_LINE, lines);
            svg.end();
        }
        return height;
    }

    /** Where each line begins, ends, and is highest. */
    private String alternative() {
        return named(yAxis, yScale()) + " by " + named(xAxis, xScale()) + ". " + series.stream().filter(Series::isNamed)
                .filter(one -> one.kind() != Kind.BAND).map(LineChart::describe).collect(Collectors.joining("; "))
                + ".";
    }

    private static String describe(Series one) {
        int last = one.x().length - 1;
        String from = Numbers.significant(one.y()[0]) + " at " + Numbers.significant(one.x()[0]);
        return one.name() + ": " + (last == 0
                ? from
                : from + " to " + Numbers.significant(one.y()[last]) + " at " + Numbers.significant(one.x()[last])
                        + ", at most " + Numbers.significant(one.ys().max().orElseThrow()));
    }
}
