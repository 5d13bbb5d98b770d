package workload.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.explain.Arm.Engine;
import workload.report.AgreementChart;
import workload.report.BarChart;
import workload.report.Block;
import workload.report.Numbers;
import workload.report.Style;
import workload.report.WaterfallChart;

/** The page's charts. */
final class ExplainCharts {
    private static final String SECONDS = "Clone time in seconds";

    private final Path folder;
    private final Findings findings;
    private final String project;

    ExplainCharts(Path folder, Findings findings, String project) {
        this.folder = folder;
        this.findings = findings;
        this.project = project;
    }

    Block.Figure waterfall(Waterfall way) throws IOException {
        List<WaterfallChart.Bar> bars = new ArrayList<>(List.of(standing("original's way", way.first())));
        addSteps(bars, way);
        bars.add(standing("MemFS", way.last()));
        findings.beyond().ifPresent(beyond -> {
            addSteps(bars, beyond);
            bars.add(standing("tmpfs", beyond.last()));
        });
        return new WaterfallChart("Where the original's time went: git clone of " + project, SECONDS, bars).save(folder,
                "waterfall",
                "Medians. Each floating bar is one factor, changed from left to right"
                        + (findings.orders(Factor.COPYING).isPresent()
                                ? "; what it costs in other orders is in the table."
                                : ", in this order alone.")
                        + ends(way));
    }

    /** Of bars that weren't measured; the ends are in all that stands between them. */
    private static String ends(Waterfall way) {
        return switch (way.basis()) {
            case WHOLE -> "";
            case CUT -> " An end of it was cut in a round: its bar is a least.";
            case EXTRAPOLATED -> " An end of it was cut: its bar is EXTRAPOLATED from shorter histories, not measured"
                    + Stream.of(way.first(), way.last()).filter(arm -> arm.basis() == Basis.EXTRAPOLATED)
                            .map(arm -> "; " + Phrases.range(arm)).collect(Collectors.joining())
                    + ".";
        };
    }

    private static WaterfallChart.Bar standing(String label, ArmFigures arm) {
        return WaterfallChart.Bar.standing(label, arm.median(), mark(arm.median(), arm.basis()));
    }

    private static void addSteps(List<WaterfallChart.Bar> bars, Waterfall way) {
        for (Waterfall.Step step : way.steps()) {
            String sign = step.seconds() > 0 ? "−" : "+";
            bars.add(new WaterfallChart.Bar(step.factor().shortLabel(), step.before().median(), step.after().median(),
                    step.basis().prefix() + sign + step.cost().text(Math.abs(step.seconds()))));
        }
    }

    private static String mark(double seconds, Basis basis) {
        return basis.prefix() + Numbers.significant(seconds);
    }

    Optional<Block.Figure> agreement(CostModel model) throws IOException {
        Map<Engine, List<AgreementChart.Point>> points = new EnumMap<>(Engine.class);
        for (ArmFigures arm : findings.figures().values()) {
            model.predict(arm).filter(predicted -> predicted > 0 && arm.basis() == Basis.WHOLE)
                    .ifPresent(predicted -> points.computeIfAbsent(arm.arm().engine(), _ -> new ArrayList<>())
                            .add(new AgreementChart.Point(arm.median(), predicted)));
        }
        if (points.isEmpty()) {
            return Optional.empty();
        }
        List<AgreementChart.Group> groups = points.entrySet().stream()
                .map(entry -> new AgreementChart.Group(Arm.lower(entry.getKey()), entry.getValue())).toList();
        AgreementChart chart = new AgreementChart("Clone time by the model, t = a + b messages + c bytes copied",
                "Measured, s", "Predicted, s", groups);
        return Optional.of(chart.save(folder, "model",
                "A point for each arm that was never cut and whose messages were counted: its median, and what the model makes"
                        + " of its counts."));
    }

    /** Groups of bars along one factor, a colour for each level of another. */
    Block.Figure grid(String name, String title, List<List<Arm>> rows, Function<Arm, String> category,
            Function<Arm, String> series) throws IOException {
        List<BarChart.Row> bars = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            bars.add(new BarChart.Row(series.apply(rows.get(i).getFirst()), Style.partColour(i),
                    rows.get(i).stream().map(this::bar).toList()));
        }
        BarChart chart = new BarChart(title, SECONDS, rows.getFirst().stream().map(category).toList(), bars, null);
        return chart.save(folder, name, caption(rows));
    }

    /** Whiskers stand only where a bar has several clones. */
    private String caption(List<List<Arm>> rows) {
        List<ArmFigures> drawn = measured(rows).toList();
        String times = drawn.stream().anyMatch(arm -> arm.seconds().hasSpread())
                ? "Medians; whiskers from the fastest to the slowest clone."
                : "One clone each.";
        return drawn.size() == rows.stream().mapToInt(List::size).sum()
                ? times
                : times + " In red what has no measured time.";
    }

    /** Whether there is a bar to draw. */
    boolean has(List<List<Arm>> rows) {
        return measured(rows).findAny().isPresent();
    }

    private Stream<ArmFigures> measured(List<List<Arm>> rows) {
        return rows.stream().flatMap(List::stream).map(findings.figures()::get)
                .filter(figures -> figures != null && figures.basis() == Basis.WHOLE);
    }

    private BarChart.Bar bar(Arm arm) {
        ArmFigures figures = findings.figures().get(arm);
        if (figures == null) {
            return BarChart.Bar.absent("no time");
        }
        return figures.basis() == Basis.WHOLE
                ? BarChart.Bar.of(figures.seconds())
                : BarChart.Bar.absent(mark(figures.median(), figures.basis()) + " s");
    }
}
