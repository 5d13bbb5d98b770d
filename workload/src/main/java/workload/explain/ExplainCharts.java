package workload.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
    private static final String EXTRAPOLATED = "extrapolated: ";

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
                "Medians. Each floating bar is one factor, changed from left to right; what it costs in other orders is in"
                        + " the table.");
    }

    private static WaterfallChart.Bar standing(String label, ArmFigures arm) {
        return WaterfallChart.Bar.standing(label, arm.median(), mark(arm.median(), arm.extrapolated()));
    }

    private static void addSteps(List<WaterfallChart.Bar> bars, Waterfall way) {
        for (Waterfall.Step step : way.steps()) {
            String sign = step.seconds() > 0 ? "−" : "+";
            bars.add(new WaterfallChart.Bar(step.factor().shortLabel(), step.before().median(), step.after().median(),
                    sign + mark(Math.abs(step.seconds()), step.extrapolated())));
        }
    }

    private static String mark(double seconds, boolean extrapolated) {
        return (extrapolated ? EXTRAPOLATED : "") + Numbers.significant(seconds);
    }

    Optional<Block.Figure> agreement(CostModel model) throws IOException {
        Map<Engine, List<AgreementChart.Point>> points = new EnumMap<>(Engine.class);
        for (ArmFigures arm : findings.figures().values()) {
            model.predict(arm).filter(predicted -> predicted > 0)
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
                "A point for each arm: its median, and what the model makes of its counts."));
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
        return chart.save(folder, name,
                "Medians; whiskers from the fastest to the slowest clone.");
    }

    boolean has(List<List<Arm>> rows) {
        return rows.stream().flatMap(List::stream).anyMatch(findings.figures()::containsKey);
    }

    private BarChart.Bar bar(Arm arm) {
        ArmFigures figures = findings.figures().get(arm);
        if (figures == null) {
            return BarChart.Bar.absent("no time");
        }
        return figures.extrapolated()
                ? BarChart.Bar.absent(mark(figures.median(), true) + " s")
                : BarChart.Bar.of(figures.seconds());
    }
}
