package workload.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import workload.page.picture.Axis;
import workload.page.picture.BarPicture;
import workload.page.picture.Picture;
import workload.stats.Stats;

/**
 * Bars grouped by category, one for each series.
 *
 * @param axis
 *            what is shown, with its unit
 * @param unit
 *            of the value beside a bar; may be empty
 * @param reference
 *            where a line is drawn, or null
 */
public record BarChart(String title, String axis, String unit, List<String> categories, List<Series> series,
        Double reference) implements Chart {
    private static final String CUT = ", cut off";

    /** The bars of one thing, one for each category. */
    public record Series(String name, Ink ink, List<Bar> bars, boolean isForeign) {
        public Series(String name, Ink ink, List<Bar> bars) {
            this(name, ink, bars, false);
        }
    }

    /**
     * One bar.
     *
     * @param value
     *            null for none: a bar is never a made-up number
     * @param range
     *            null without spread
     * @param n
     *            number of samples; 0 where that says nothing
     * @param absence
     *            what stands in the place of a bar that isn't there; if empty the row is left out
     */
    public record Bar(Double value, RowChart.Range range, int n, String absence) {
        public static Bar of(Stats stats) {
            return new Bar(stats.median(), stats.hasSpread() ? new RowChart.Range(stats.min(), stats.max()) : null,
                    stats.n(), "");
        }

        public static Bar of(double value) {
            return new Bar(value, null, 0, "");
        }

        public static Bar absent(String reason) {
            return new Bar(null, null, 0, reason);
        }

        private BarPicture.Bar pictured(double end) {
            if (value == null) {
                return new BarPicture.Bar(null, null, null, absence);
            }
            return new BarPicture.Bar(value, range == null ? null : range.low(), range == null ? null : range.high(),
                    Numbers.significant(value) + (value > end ? CUT : ""));
        }
    }

    @Override
    public boolean isEmpty() {
        return series.stream().filter(one -> !one.isForeign()).flatMap(one -> one.bars().stream())
                .noneMatch(bar -> bar.value() != null);
    }

    RowChart rows() {
        List<RowChart.Group> groups = new ArrayList<>();
        for (int i = 0; i < categories.size(); i++) {
            int category = i;
            groups.add(new RowChart.Group(categories.get(i), series.stream()
                    .map(one -> row(one, one.bars().get(category))).filter(Objects::nonNull).toList()));
        }
        RowChart all = new RowChart(title, axis, groups, reference, RowChart.AxisKind.FROM_ZERO);
        double end = all.isEmpty() ? 0 : all.scale().high();
        return new RowChart(title, axis, groups.stream().map(group -> new RowChart.Group(group.name(),
                group.rows().stream().map(row -> cut(row, end)).toList())).toList(), reference,
                RowChart.AxisKind.FROM_ZERO);
    }

    /** A bar that the axis is too short for says so. */
    private static RowChart.Row cut(RowChart.Row row, double end) {
        return row.isForeign() && row.parts().getFirst().to() > end
                ? new RowChart.Row(row.label(), row.value() + CUT, row.note(), row.ink(), row.parts(),
                        row.whisker(),
                        row.point(), true)
                : row;
    }

    private RowChart.Row row(Series of, Bar bar) {
        if (bar.value() == null) {
            return bar.absence().isEmpty() ? null : RowChart.Row.absent(of.name(), bar.absence(), of.ink());
        }
        String value = Numbers.significant(bar.value()) + (unit.isEmpty() ? "" : " " + unit)
                + (bar.n() > 0 ? ", n = " + bar.n() : "");
        return of.isForeign()
                ? RowChart.Row.foreign(of.name(), value, bar.value())
                : RowChart.Row.bar(of.name(), value, of.ink(), bar.value(), bar.range());
    }

    @Override
    public Drawing draw() {
        return rows().draw();
    }

    @Override
    public Optional<Picture> picture() {
        RowChart rows = rows();
        Axis all = rows.scale().axis(rows.axisTitle());
        return Optional.of(new BarPicture(title, all, categories, series.stream()
                .map(one -> new BarPicture.Series(one.name(), one.ink().look(), one.bars().stream()
                        .map(bar -> bar.pictured(all.high())).toList()))
                .toList(), reference));
    }
}
