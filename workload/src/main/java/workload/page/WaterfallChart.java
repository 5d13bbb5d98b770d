package workload.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import workload.page.picture.Picture;
import workload.page.picture.WaterfallPicture;

/**
 * Bars that stand on the axis, and between them bars that float: what leads from one to the next.
 *
 * @param axis
 *            what is shown, with its unit
 */
public record WaterfallChart(String title, String axis, List<Bar> bars) implements Chart {
    /**
     * One bar, from the level that the one before it ends at.
     *
     * @param from
     *            0 for a bar that stands on the axis
     * @param to
     *            the level that it ends at
     * @param mark
     *            beside its label
     */
    public record Bar(String label, double from, double to, String mark) {
        /** A total. */
        public static Bar standing(String label, double value, String mark) {
            return new Bar(label, 0, value, mark);
        }

        private boolean stands() {
            return from == 0;
        }
    }

    @Override
    public Drawing draw() {
        return rows().draw();
    }

    private RowChart rows() {
        List<Ink> inks = inks();
        List<RowChart.Row> rows = IntStream.range(0, bars.size()).mapToObj(i -> {
            Bar bar = bars.get(i);
            return new RowChart.Row(bar.label(), bar.mark(), "", inks.get(i),
                    List.of(new RowChart.Part(bar.from(), bar.to(), inks.get(i))), null, null, false);
        }).toList();
        return new RowChart(title, axis, List.of(new RowChart.Group("", rows)), null, RowChart.AxisKind.LINEAR);
    }

    @Override
    public Optional<Picture> picture() {
        List<Ink> inks = inks();
        RowChart rows = rows();
        return Optional.of(new WaterfallPicture(title, rows.scale().axis(rows.axisTitle()),
                IntStream.range(0, bars.size()).mapToObj(i -> {
                    Bar bar = bars.get(i);
                    return new WaterfallPicture.Bar(bar.label(), inks.get(i).look(), bar.from(), bar.to(), bar.mark());
                }).toList()));
    }

    private List<Ink> inks() {
        List<Ink> inks = new ArrayList<>();
        int floating = 0;
        for (Bar bar : bars) {
            inks.add(bar.stands() ? Ink.TOTAL : Ink.part(floating++));
        }
        return inks;
    }
}
