package workload.page;

import java.util.ArrayList;
import java.util.List;

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
        List<RowChart.Row> rows = new ArrayList<>();
        int floating = 0;
        for (Bar bar : bars) {
            Ink ink = bar.stands() ? Ink.TOTAL : Ink.part(floating++);
            rows.add(new RowChart.Row(bar.label(), bar.mark(), "", ink, List.of(new RowChart.Part(bar.from(), bar.to(),
                    ink)), null, null, false));
        }
        return new RowChart(title, axis, List.of(new RowChart.Group("", rows)), null, RowChart.AxisKind.LINEAR)
                .draw();
    }
}
