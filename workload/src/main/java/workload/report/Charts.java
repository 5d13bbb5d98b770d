package workload.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.internal.chartpart.AxesChart;
import workload.result.PhaseName;

/** Draws the charts of a run as PNG and SVG and says where each stands. */
final class Charts {
    /** More in one chart can't be told apart; the charts of each project show them. */
    private static final int MOST_LINES = 30;

    private final Path folder;
    private final Summary summary;
    private final Original original;

    Charts(Path folder, Summary summary, Original original) {
        this.folder = folder;
        this.summary = summary;
        this.original = original;
    }

    /** Clone or build time by project and target; no figure where no trial has a time. */
    Optional<Block.Figure> times(PhaseName phase, String title) throws IOException {
        List<BarChart.Row> rows = new ArrayList<>();
        for (Arm arm : summary.charted()) {
            rows.add(new BarChart.Row(arm.labelWithoutJobs(), colour(arm),
                    summary.projects().stream().map(project -> time(project, arm, phase)).toList()));
        }
        BarChart chart = new BarChart(title, phase.label() + " time, s (median; whiskers: min to max)",
                summary.projects(), rows, null);
        return save(phase.label(), chart,
                "Medians over the repetitions; the whiskers go from the least to the greatest" + what(phase));
    }

    /** What of a run's variants a chart shows, and what in it can't be compared. */
    private String what(PhaseName phase) {
        long engines = summary.arms().stream().map(Arm::engine).distinct().count();
        return (summary.jobs().size() > 1 ? "; builds by " + summary.jobs().getLast() + " jobs" : "")
                + (engines > 1 && phase == PhaseName.CLONE
                        ? "; each clone engine is a workload of its own: compare bars of one engine"
                        : "");
    }

    private BarChart.Bar time(String project, Arm arm, PhaseName phase) {
        return summary.seconds(project, arm, phase).map(BarChart.Bar::of)
                .orElseGet(() -> BarChart.Bar.absent(summary.failures(project, arm) > 0 ? "failed" : "not run"));
    }

    private Color colour(Arm arm) {
        return Style.colour(arm, summary.arms());
    }

    /** The ratios to the disk of a phase that the original timed, beside its own; no figure without any. */
    Optional<Block.Figure> ratios(PhaseName phase, String title) throws IOException {
        List<BarChart.Row> rows = new ArrayList<>();
        for (Arm arm : summary.charted().stream().filter(arm -> !arm.isBaseline()).toList()) {
            rows.add(new BarChart.Row(arm.labelWithoutJobs(), colour(arm),
                    summary.projects().stream().map(project -> ratio(project, arm, phase)).toList()));
        }
        if (new BarChart(title, "", summary.projects(), rows, null).isEmpty()) {
            return Optional.empty();
        }
        rows.add(new BarChart.Row("original, 2017", Style.REFERENCE,
                summary.projects().stream().map(project -> bar(original.ratio(project, phase), "")).toList()));
        BarChart chart = new BarChart(title, "ratio of medians", summary.projects(), rows, 1.0);
        return save(phase.label() + "-ratio", chart, "Medians over the disk's median (the line at 1), beside the ratio "
                + "of the original's MemFS to its disk" + what(phase));
    }

    private BarChart.Bar ratio(String project, Arm arm, PhaseName phase) {
        return bar(summary.ratioToDisk(project, arm, phase), time(project, arm, phase).absence());
    }

    private static BarChart.Bar bar(Optional<Double> value, String absence) {
        return value.map(BarChart.Bar::of).orElseGet(() -> BarChart.Bar.absent(absence));
    }

    /** The original's memory figure, then one chart for each project. */
    List<Block.Figure> memory(List<MemoryUse.OfArm> all) throws IOException {
        List<MemoryUse.OfArm> memory = charted(all);
        List<Block.Figure> figures = new ArrayList<>();
        if (memory.isEmpty()) {
            return figures;
        }
        if (memory.size() <= MOST_LINES) {
            figures.add(save("memory", MemoryChart.ofAll(memory, summary), "RSS of the "
                    + "server, or bytes that the tmpfs holds, in the repetition with the median peak; each marker is the "
                    + "greatest sample of 2 % of the time; dashed: bytes of the project's tree after the build"));
        }
        for (String project : memory.stream().map(MemoryUse.OfArm::project).distinct().toList()) {
            figures.add(save("memory-" + fileName(project), MemoryChart.of(project, memory, summary),
                    "Of " + project + " alone"));
        }
        return figures;
    }

    private List<MemoryUse.OfArm> charted(List<MemoryUse.OfArm> memory) {
        return memory.stream().filter(of -> summary.charted().contains(of.arm())).toList();
    }

    /** How a project's build takes to more jobs: a line for each target. */
    Block.Figure scaling(String project) throws IOException {
        return save("scaling-" + fileName(project), ScalingChart.of(project, summary),
                "Medians over the repetitions; a line that falls less than the others' is held back by its target");
    }

    /** One chart for each server: the parts of its memory. */
    List<Block.Figure> servers(List<MemoryUse.OfArm> told) throws IOException {
        List<Block.Figure> figures = new ArrayList<>();
        for (MemoryUse.OfArm of : charted(told)) {
            figures.add(save("server-memory-" + fileName(of.project() + "-" + of.arm().labelWithoutJobs()),
                    MemoryChart.ofServer(of), "In the repetition with the median peak; the parts as the server "
                            + "told them, once a second"));
        }
        return figures;
    }

    /** One chart for each project, none where nothing was sampled after the removal. */
    List<Block.Figure> afterRemove(List<MemoryUse.OfArm> memory) throws IOException {
        List<MemoryUse.OfArm> sampled = charted(memory).stream()
                .filter(of -> !of.typical().pointsAfterRemove().isEmpty())
                .toList();
        List<Block.Figure> figures = new ArrayList<>();
        for (String project : sampled.stream().map(MemoryUse.OfArm::project).distinct().toList()) {
            figures.add(save("memory-after-remove-" + fileName(project),
                    MemoryChart.afterRemove(project, sampled, summary), "RSS of the server, or bytes that the tmpfs "
                            + "holds, in the repetition with the median peak; dashed: at mount"));
        }
        return figures;
    }

    /** How a project's programs write: one chart for each place where it was counted. */
    List<Block.Figure> writers(String project, String place, List<WriteCounts.Of> writers) throws IOException {
        return writers.stream().allMatch(of -> of.counts().writes() == 0)
                ? List.of()
                : List.of(save("writers-" + place + "-" + fileName(project),
                        WriterChart.of("Write sizes at the " + place + ", " + project, writers),
                        "Cumulative: how many of a program's writes bring at most so many bytes; the programs that write "
                                + "most often, in the clones and in the build"));
    }

    /** A project's name comes from the user: only what every file system and URL takes as it is. */
    private static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private Optional<Block.Figure> save(String name, BarChart chart, String caption) throws IOException {
        return chart.isEmpty() ? Optional.empty() : Optional.of(save(name, chart.draw(), caption));
    }

    private Block.Figure save(String name, AxesChart<?, ?> chart, String caption) throws IOException {
        return ChartFiles.save(folder, name, chart, caption);
    }
}
