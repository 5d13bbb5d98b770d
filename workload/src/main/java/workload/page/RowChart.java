package workload.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Rows below each other against one horizontal axis: a label and a value as text, and below them bars, an interval or a point.
 * So it can be read at any width.
 *
 * @param axis
 *            what the axis shows, with its unit
 * @param reference
 *            where a vertical line is drawn, or null
 * @param axisKind
 *            of the values
 * @param legend
 *            of bars that have several parts
 */
public record RowChart(String title, String axis, List<Group> groups, Double reference, AxisKind axisKind,
        List<Legend> legend) implements Chart {
    private static final double LEFT = 0.005;
    private static final double RIGHT = 0.985;
    private static final int GROUP = 30;
    private static final int LINE = 18;
    private static final int MARKS = 16;
    private static final int GAP = 5;
    private static final int BAR = 11;
    private static final int AXIS = 48;
    private static final int LEGEND_LINE = 20;
    private static final int TICK_LABEL = 16;
    private static final int AXIS_TITLE = 38;
    private static final int TOP = 6;
    private static final double CAP = 4;
    private static final double MIDDLE = 0.5;
    /** Characters that have room in one line of a telephone, in the sizes of the text. */
    private static final int LINE_LENGTH = 44;
    private static final int GROUP_LENGTH = 38;
    private static final int AXIS_LENGTH = 48;
    private static final double HEADROOM = 1.04;
    /** An axis for ratios shows at least this factor on both sides of 1. */
    private static final double LEAST_RATIO = 1.1;
    /** A value of another study is cut off where it is more than so many times the greatest of this run. */
    private static final double FLATTENS = 1.6;
    /** Beyond this factor between the greatest and the least value an axis of bars is logarithmic. */
    private static final double LINEAR_RANGE = 100;

    public enum AxisKind {
        /** Bars from 0; logarithmic where they differ too much. */
        FROM_ZERO,
        /** From 0, in any case. */
        LINEAR,
        /** Logarithmic about 1. */
        RATIO
    }

    /** Rows under a heading; it may be empty. */
    public record Group(String name, List<Row> rows) {
        private List<String> lines() {
            return name.isEmpty() ? List.of() : Svg.wrap(name, GROUP_LENGTH);
        }

        private int height() {
            return name.isEmpty() ? 0 : GROUP + (lines().size() - 1) * LINE;
        }
    }

    /**
     * @param value
     *            beside the label
     * @param note
     *            below the label; may be empty
     * @param parts
     *            bars, from left to right
     * @param whisker
     *            or null
     * @param point
     *            or null
     * @param isForeign
     *            not of this run: it may be cut off where it would flatten the rest
     */
    public record Row(String label, String value, String note, Ink ink, List<Part> parts, Range whisker, Double point,
            boolean isForeign) {
        /** One bar from zero. */
        public static Row bar(String label, String text, Ink ink, double value, Range whisker) {
            return new Row(label, text, "", ink, List.of(new Part(0, value, ink)), whisker, null, false);
        }

        /** Of another study. */
        public static Row foreign(String label, String text, double value) {
            return new Row(label, text, "", Ink.REFERENCE, List.of(new Part(0, value, Ink.REFERENCE)), null, null,
                    true);
        }

        /** An interval about a point; no interval may be known. */
        public static Row interval(String label, String text, Ink ink, double point, Range intervalOrNull) {
            return new Row(label, text, "", ink, List.of(), intervalOrNull, point, false);
        }

        /** What stands in the place of a value that isn't there. */
        public static Row absent(String label, String why, Ink ink) {
            return new Row(label, why, "", ink, List.of(), null, null, false);
        }

        /** With a line below the label. */
        public Row noted(String text) {
            return new Row(label, value, text, ink, parts, whisker, point, isForeign);
        }

        private DoubleStream ends() {
            DoubleStream bars = parts.stream().flatMapToDouble(part -> DoubleStream.of(part.from(), part.to()));
            DoubleStream range = whisker == null
                    ? DoubleStream.empty()
                    : DoubleStream.of(whisker.low(), whisker.high());
            return Stream.of(bars, range, point == null ? DoubleStream.empty() : DoubleStream.of(point))
                    .flatMapToDouble(ends -> ends);
        }

        private double greatest() {
            return ends().max().orElse(0);
        }

        private int height() {
            return lines() * LINE + (ends().findAny().isPresent() ? MARKS : 0) + GAP;
        }

        private int lines() {
            return valueLine() + notes().size();
        }

        private List<String> labels() {
            return Svg.wrap(label, LINE_LENGTH);
        }

        private List<String> notes() {
            return note.isEmpty() ? List.of() : Svg.wrap(note, LINE_LENGTH);
        }

        /** The last of the label, if it has room there. */
        private int valueLine() {
            List<String> labels = labels();
            return labels.size() + (labels.getLast().length() + value.length() > LINE_LENGTH ? 1 : 0);
        }
    }

    /** What the parts of an ink stand for. */
    public record Legend(String name, Ink ink) {}

    public record Part(double from, double to, Ink ink) {}

    public record Range(double low, double high) {}

    /** Without a legend: each row says what it is. */
    public RowChart(String title, String axis, List<Group> groups, Double reference, AxisKind axisKind) {
        this(title, axis, groups, reference, axisKind, List.of());
    }

    public RowChart withLegend(List<Legend> entries) {
        return new RowChart(title, axis, groups, reference, axisKind, entries);
    }

    @Override
    public boolean isEmpty() {
        return own().flatMapToDouble(Row::ends).findAny().isEmpty();
    }

    private Stream<Row> rows() {
        return groups.stream().flatMap(group -> group.rows().stream());
    }

    private Stream<Row> own() {
        return rows().filter(row -> !row.isForeign());
    }

    AxisScale scale() {
        if (axisKind == AxisKind.RATIO) {
            double low = own().flatMapToDouble(Row::ends).filter(end -> end > 0).min().orElse(1);
            double high = own().mapToDouble(Row::greatest).max().orElse(1);
            return AxisScale.logarithmic(Math.min(low, 1 / LEAST_RATIO) / HEADROOM,
                    Math.max(high, LEAST_RATIO) * HEADROOM);
        }
        double own = Math.max(own().mapToDouble(Row::greatest).max().orElse(1), reference == null ? 0 : reference);
        double foreign = rows().mapToDouble(Row::greatest).max().orElse(own);
        double greatest = foreign > FLATTENS * own ? own * FLATTENS : Math.max(own, foreign);
        double least = own().flatMapToDouble(row -> row.ends().filter(end -> end != 0)).min().orElse(0);
        return axisKind == AxisKind.FROM_ZERO && least > 0 && greatest / least > LINEAR_RANGE
                ? AxisScale.logarithmic(Math.pow(10, Math.floor(Math.log10(least / 2))), greatest * HEADROOM)
                : AxisScale.linear(Math.min(0, least * HEADROOM), greatest * HEADROOM);
    }

    @Override
    public Drawing draw() {
        AxisScale scale = scale();
        int bottom = bottom();
        Svg svg = new Svg();
        int y = TOP;
        for (Group group : groups) {
            svg.lines("group", "0", y + LINE, LINE, group.lines());
            y += group.height();
            for (Row row : group.rows()) {
                drawGrid(svg, scale, y + row.lines() * LINE, y + row.height());
                draw(svg, row, y, scale);
                y += row.height();
            }
        }
        drawAxis(svg, scale, bottom);
        int legendTop = bottom + AXIS + (Svg.wrap(axisTitle(scale), AXIS_LENGTH).size() - 1) * LINE;
        for (int i = 0; i < legend.size(); i++) {
            int below = legendTop + i / 2 * LEGEND_LINE;
            double left = i % 2 / 2.0;
            svg.empty("rect", "class", legend.get(i).ink().css(), "x", Svg.percent(left), "y", below, "width", BAR,
                    "height",
                    BAR);
            svg.start("svg", "x", Svg.percent(left), "y", below).text("label", String.valueOf(LINE), BAR - 1,
                    legend.get(i).name()).end();
        }
        return new Drawing(title, alternative(), legendTop + (legend.size() + 1) / 2 * LEGEND_LINE,
                svg.toString());
    }

    private int bottom() {
        return TOP + groups.stream()
                .mapToInt(group -> group.height() + group.rows().stream().mapToInt(Row::height).sum()).sum();
    }

    private static double x(AxisScale scale, double value) {
        return LEFT + scale.share(value) * (RIGHT - LEFT);
    }

    private void drawAxis(Svg svg, AxisScale scale, int bottom) {
        svg.line("axis", 0, bottom, 1, bottom);
        for (double tick : scale.ticks()) {
            double share = x(scale, tick);
            svg.text(Svg.anchored("tick", share), Svg.percent(share),
                    bottom + TICK_LABEL, Numbers.plain(tick));
        }
        svg.lines("axis-title", "0", bottom + AXIS_TITLE, LINE, Svg.wrap(axisTitle(scale), AXIS_LENGTH));
    }

    String axisTitle() {
        return axisTitle(scale());
    }

    private String axisTitle(AxisScale scale) {
        return scale.isLogarithmic() ? axis + " (logarithmic)" : axis;
    }

    /** Not behind text, which would be harder to read. */
    private void drawGrid(Svg svg, AxisScale scale, double top, double bottom) {
        for (double tick : scale.ticks()) {
            svg.line("grid", x(scale, tick), top, x(scale, tick), bottom);
        }
        if (reference != null) {
            svg.line("one", x(scale, reference), top, x(scale, reference), bottom);
        }
    }

    private static void draw(Svg svg, Row row, int top, AxisScale scale) {
        svg.lines("label", "0", top + LINE - CAP, LINE, row.labels());
        svg.text("value end", "100%", top + row.valueLine() * LINE - CAP, row.value());
        svg.lines("note", "0", top + (row.valueLine() + 1) * LINE - CAP, LINE, row.notes());
        double y = top + row.lines() * LINE + MARKS * MIDDLE;
        for (Part part : row.parts()) {
            drawPart(svg, part, y, scale);
        }
        if (row.whisker() != null) {
            drawWhisker(svg, row, y, scale);
        }
        if (row.point() != null) {
            svg.point(row.ink(), x(scale, row.point()), y);
        }
    }

    private static void drawPart(Svg svg, Part part, double y, AxisScale scale) {
        double from = x(scale, Math.min(part.from(), part.to()));
        double to = x(scale, Math.max(part.from(), part.to()));
        svg.empty("rect", "class", part.ink().css(), "x", Svg.percent(from), "y", y - BAR * MIDDLE, "width",
                Svg.percent(to - from), "height", BAR);
        if (part.to() > scale.high()) {
            svg.start("svg", "x", Svg.percent(to - 0.05), "y", y).empty("path", "class", "break", "d",
                    "M-4,9L2,-9M2,9L8,-9").end();
        }
    }

    private static void drawWhisker(Svg svg, Row row, double y, AxisScale scale) {
        String css = row.point() == null ? "whisker" : "interval " + row.ink().css();
        double low = x(scale, row.whisker().low());
        double high = x(scale, row.whisker().high());
        svg.line(css, low, y, high, y);
        svg.line(css, low, y - CAP, low, y + CAP);
        svg.line(css, high, y - CAP, high, y + CAP);
    }

    /** All figures as text: those who don't see the picture miss nothing. */
    private String alternative() {
        List<String> parts = new ArrayList<>();
        for (Group group : groups) {
            String rows = group.rows().stream().map(row -> row.label() + " " + row.value()
                    + (row.note().isEmpty() ? "" : ", " + row.note()))
                    .collect(Collectors.joining(", "));
            parts.add(group.name().isEmpty() ? rows : group.name() + ": " + rows);
        }
        return axisTitle() + ". " + String.join("; ", parts) + ".";
    }
}
