package workload.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tech.tablesaw.api.Table;
import workload.page.BarChart;
import workload.page.Columns;
import workload.page.Ink;
import workload.page.Page;
import workload.pairs.StudyArm;
import workload.result.Count;
import workload.study.PhaseName;
import workload.stats.Stats;

/**
 * What each phase took of every project on every arm: charts of the clone and the build, and a table a phase with the ratios
 * to the disk and to tmpfs, what it took of the server, and the original's figures.
 */
record TimesSection(Summary summary, Original original) {
    private static final String EXPLANATION = "Medians of wall time over the trials that are OK; min and max are the "
            + "least and the greatest repetition. "
            + "The ratios are to the medians of the disk and of tmpfs. A clone by JGit is another workload than one by git: compare "
            + "only what was cloned alike. Server CPU is the user and system time of the MemFS server during the "
            + "phase, in steps of 10 ms, messages what the kernel sent it meanwhile; both are read outside of the "
            + "timing, and are medians too.";

    void add(Page page) {
        page.section("Clone and build times");
        addCharts(page, PhaseName.CLONE, "Clone time");
        addCharts(page, PhaseName.BUILD, "Build time");
        if (summary.projects().stream().anyMatch(project -> original.ratio(project, PhaseName.CLONE).isPresent())) {
            page.text("2017: " + original.source());
        }
        for (PhaseName phase : PhaseName.values()) {
            if (summary.has(phase)) {
                page.table(heading(phase), ColdWalks.isCold(phase) ? ColdWalks.EXPLANATION : EXPLANATION, table(phase));
            }
        }
    }

    private static String heading(PhaseName phase) {
        return switch (phase) {
            case CLONE -> "Clone";
            case STAT_CLONE_COLD -> "Stat of every file after the clone, cold";
            case STAT_CLONE_WARM -> "Stat of every file after the clone, warm";
            case BUILD -> "Build";
            case STAT_BUILD_COLD -> "Stat of every file after the build, cold";
            case STAT_BUILD_WARM -> "Stat of every file after the build, warm";
            case REMOVE -> "Remove";
        };
    }

    private Table table(PhaseName phase) {
        Machines machines = new Machines(summary.data());
        Columns<Summary.Cell> columns = summary.columns(summary.cells())
                .count("n", cell -> seconds(cell, phase).map(Stats::n).orElse(0))
                .count("failed", cell -> summary.failures(cell.project(), cell.arm()))
                .measure("median, s", cell -> seconds(cell, phase).map(Stats::median))
                .measure("min, s", cell -> seconds(cell, phase).filter(Stats::hasSpread).map(Stats::min))
                .measure("max, s", cell -> seconds(cell, phase).filter(Stats::hasSpread).map(Stats::max))
                .measure("ratio to disk", cell -> ratio(cell, StudyArm.BASELINE, phase))
                .ratio("ratio to tmpfs", cell -> ratio(cell, StudyArm.TMPFS, phase)).ifAny()
                .hundredths("server CPU, s",
                        cell -> summary.serverCpuSeconds(cell.project(), cell.arm(), phase).map(Stats::median))
                .ifAny()
                .count("messages", cell -> summary.messages(cell.project(), cell.arm(), phase).map(Stats::median))
                .ifAny().text("still cached", cell -> stillCached(cell, phase)).ifAny()
                .count("walks in a sample", cell -> runs(cell, phase)).ifAny()
                .count("disturbed", cell -> disturbed(cell, phase)).ifAny()
                .text("ran on", cell -> machines.of(summary.good(cell.project(), cell.arm()))).ifAny();
        return original.has(phase)
                ? columns.measure("original 2017, s", cell -> original.seconds(cell.project(), cell.arm(), phase))
                        .measure("original ratio", cell -> originalRatio(cell, phase)).table()
                : columns.table();
    }

    private Optional<String> stillCached(Summary.Cell cell, PhaseName phase) {
        return ColdWalks.isCold(phase)
                ? ColdWalks.stillCached(summary.good(cell.project(), cell.arm()), phase)
                : Optional.empty();
    }

    /** Shown if any sample is the mean of several walks. */
    private Optional<Double> runs(Summary.Cell cell, PhaseName phase) {
        return summary.runs(cell.project(), cell.arm(), phase).filter(runs -> runs.max() > 1).map(Stats::median);
    }

    /** How many of the times are from a disturbed phase; empty if none is. */
    private Optional<Long> disturbed(Summary.Cell cell, PhaseName phase) {
        return Optional.of(summary.good(cell.project(), cell.arm()).stream().map(trial -> trial.phase(phase))
                .flatMap(Optional::stream).filter(MachineSection::isDisturbed).count()).filter(count -> count > 0);
    }

    private Optional<Stats> seconds(Summary.Cell cell, PhaseName phase) {
        return summary.seconds(cell.project(), cell.arm(), phase);
    }

    private Optional<Double> ratio(Summary.Cell cell, String reference, PhaseName phase) {
        return summary.ratio(cell.project(), cell.arm(), reference, phase);
    }

    private Optional<Double> originalRatio(Summary.Cell cell, PhaseName phase) {
        return original.seconds(cell.project(), cell.arm(), phase)
                .flatMap(_ -> cell.arm().isBaseline() ? Optional.of(1.0) : original.ratio(cell.project(), phase));
    }

    /** Times by project and target, and their ratios to the disk's beside the original's. */
    private void addCharts(Page page, PhaseName phase, String title) {
        List<BarChart.Series> times = new ArrayList<>();
        List<BarChart.Series> ratios = new ArrayList<>();
        for (StudyArm arm : summary.charted()) {
            times.add(row(arm, project -> time(project, arm, phase)));
            if (!arm.isBaseline()) {
                ratios.add(row(arm, project -> bar(summary.ratio(project, arm, StudyArm.BASELINE, phase),
                        time(project, arm, phase).absence())));
            }
        }
        page.figure(phase.label(),
                new BarChart(title, phase.label() + " time, s", "s", summary.projects(), times, null),
                "Bars: medians of n repetitions, s; whiskers: from the least to the greatest" + what(phase) + ".");
        if (!new BarChart(title, "", "", summary.projects(), ratios, null).isEmpty()) {
            ratios.add(new BarChart.Series("2017's MemFS / disk (macOS)", Ink.REFERENCE, summary.projects().stream()
                    .map(project -> bar(original.ratio(project, phase), "")).toList(), true));
            page.figure(phase.label() + "-ratio",
                    new BarChart(title + " as a multiple of the disk's", "times the disk's median", "",
                            summary.projects(),
                            ratios, 1.0),
                    "Bars: medians over the disk's median (the dashed line at 1), beside what 2017's MemFS took over its "
                            + "disk" + what(phase) + ".");
        }
    }

    /** The bar of a project. */
    private interface Bars {
        BarChart.Bar of(String project);
    }

    private BarChart.Series row(StudyArm arm, Bars bars) {
        return new BarChart.Series(arm.labelWithoutJobs(), summary.ink(arm),
                summary.projects().stream().map(bars::of).toList());
    }

    private BarChart.Bar time(String project, StudyArm arm, PhaseName phase) {
        return summary.seconds(project, arm, phase).map(BarChart.Bar::of)
                .orElseGet(() -> BarChart.Bar.absent(summary.failures(project, arm) > 0 ? "failed" : "not run"));
    }

    private static BarChart.Bar bar(Optional<Double> value, String absence) {
        return value.map(BarChart.Bar::of).orElseGet(() -> BarChart.Bar.absent(absence));
    }

    /** What of a run's variants a chart shows, and what in it can't be compared. */
    private String what(PhaseName phase) {
        long engines = summary.arms().stream().map(StudyArm::engine).distinct().count();
        return (summary.jobs().size() > 1 ? "; builds by " + Count.of(summary.jobs().getLast(), "job") : "")
                + (engines > 1 && phase == PhaseName.CLONE
                        ? "; each clone engine is a workload of its own: compare bars of one engine"
                        : "");
    }
}
