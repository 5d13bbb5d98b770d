package workload.compare;

import java.util.List;
import java.util.stream.Stream;

import workload.page.Columns;
import workload.page.Ink;
import workload.page.Numbers;
import workload.page.Page;
import workload.page.RowChart;
import workload.stats.PairedRatio;
import workload.study.PhaseName;
import workload.study.RunInfo;

/** A comparison as a page: its sentence, every ratio with its interval, and what differs between the runs. */
public record ComparisonPage(Comparison comparison) {
    /** The page, which needs no other file. */
    public String html() {
        return page().html(title());
    }

    private String title() {
        return "Run " + comparison.second().id() + " against run " + comparison.first().id();
    }

    private Page page() {
        Page page = new Page(null).title(title()).finding(List.of(ComparisonSentence.of(comparison)))
                .text("First run: " + describe(comparison.first()) + "; second run: " + describe(comparison.second())
                        + ".");
        if (!comparison.phases().isEmpty()) {
            page.section("How many times as long").figure("ratios", chart(),
                    "1 (the dashed line): as long as in the first run. Points: the second run's ratio to "
                            + comparison.baseline() + " over the first run's; lines: "
                            + ComparisonSentence.percent(1 - comparison.alpha()) + " intervals. How to read it: "
                            + "docs/comparing.md.")
                    .table("Ratios", columns().table());
        }
        if (!comparison.differences().isEmpty()) {
            page.section("Differences between the runs").bullets(comparison.differences().stream()
                    .map(difference -> difference.what() + ": " + difference.first() + " → " + difference.second())
                    .toList());
        }
        return comparison.notes().isEmpty() ? page : page.section("Notes").bullets(comparison.notes());
    }

    private static String describe(RunInfo run) {
        return run.id() + " (" + String.join(", ", run.projects()) + " on " + String.join(", ", run.targets()) + ")";
    }

    private RowChart chart() {
        List<RowChart.Group> groups = Stream.of(PhaseName.values()).map(phase -> new RowChart.Group(phase.label(),
                comparison.phases().stream().filter(of -> of.phase() == phase)
                        .flatMap(of -> of.judgement().stream().map(judgement -> row(of, judgement.ratio()))).toList()))
                .filter(group -> !group.rows().isEmpty()).toList();
        return new RowChart("How many times as long the second run took", "times as long as in the first run", groups,
                1.0, RowChart.AxisKind.RATIO);
    }

    private RowChart.Row row(ComparedPhase of, PairedRatio ratio) {
        List<String> targets = comparison.phases().stream().map(ComparedPhase::target).distinct().toList();
        return RowChart.Row.interval(of.project() + " on " + of.target(), Numbers.ratio(ratio.ratio()),
                Ink.of(of.target(), targets), ratio.ratio(),
                of.interval().filter(_ -> of.hasEnoughRounds())
                        .map(interval -> new RowChart.Range(interval.low(), interval.high())).orElse(null))
                .noted(of.judged() ? of.sentence() : "");
    }

    private Columns<ComparedPhase> columns() {
        return new Columns<>(comparison.phases()).text("project", ComparedPhase::project)
                .text("target", ComparedPhase::target).text("phase", of -> of.phase().label())
                .count("rounds, first", of -> of.first().map(PairedRatio::rounds))
                .count("rounds, second", of -> of.second().map(PairedRatio::rounds))
                .ratio("first", of -> of.first().map(PairedRatio::ratio))
                .ratio("second", of -> of.second().map(PairedRatio::ratio))
                .ratio("second/first", of -> of.judgement().map(judgement -> judgement.ratio().ratio()))
                .text("interval", of -> of.interval().map(ComparedPhase::print))
                .text("verdict", ComparedPhase::sentence);
    }
}
