package workload.report;

import java.util.Optional;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.result.PhaseName;

/**
 * One phase: median, spread and ratios to the disk and to tmpfs of every project on every arm, what it took of the server, and the
 * original's figures.
 */
final class TimeTable {
    private final StringColumn project = Columns.text("project");
    private final StringColumn target = Columns.text("target");
    private final DoubleColumn n = Columns.count("n");
    private final DoubleColumn failed = Columns.count("failed");
    private final DoubleColumn median = Columns.measure("median, s");
    private final DoubleColumn min = Columns.measure("min, s");
    private final DoubleColumn max = Columns.measure("max, s");
    private final DoubleColumn ratio = Columns.measure("ratio to disk");
    private final DoubleColumn ratioToTmpfs = Columns.ratio("ratio to tmpfs");
    private final DoubleColumn serverCpu = Columns.measure("server CPU, s");
    private final DoubleColumn messages = Columns.count("messages");
    private final DoubleColumn originalSeconds = Columns.measure("original 2017, s");
    private final DoubleColumn originalRatio = Columns.measure("original ratio");

    private TimeTable() {}

    static Table of(PhaseName phase, Summary summary, Original original) {
        TimeTable table = new TimeTable();
        for (String project : summary.projects()) {
            for (Arm arm : summary.arms()) {
                table.addRow(project, arm, phase, summary, original);
            }
        }
        return table.build(original.has(phase));
    }

    private void addRow(String name, Arm arm, PhaseName phase, Summary summary, Original original) {
        Optional<Stats> seconds = summary.seconds(name, arm, phase);
        project.append(name);
        target.append(arm.label());
        n.append(seconds.map(Stats::n).orElse(0));
        failed.append(summary.failures(name, arm));
        Columns.append(median, seconds.map(Stats::median));
        Columns.append(min, seconds.filter(Stats::hasSpread).map(Stats::min));
        Columns.append(max, seconds.filter(Stats::hasSpread).map(Stats::max));
        Columns.append(ratio, summary.ratioToDisk(name, arm, phase));
        Columns.append(ratioToTmpfs, summary.ratioToTmpfs(name, arm, phase));
        Columns.append(serverCpu, summary.serverCpuSeconds(name, arm, phase).map(Stats::median));
        Columns.append(messages, summary.messages(name, arm, phase).map(Stats::median));
        Optional<Double> published = original.seconds(name, arm, phase);
        Columns.append(originalSeconds, published);
        Columns.append(originalRatio, published.flatMap(s -> arm.isBaseline()
                ? Optional.of(1.0)
                : original.ratio(name, phase)));
    }

    private Table build(boolean withOriginal) {
        Table table = Table.create(project, target, n, failed, median, min, max, ratio);
        Columns.addUnlessEmpty(table, ratioToTmpfs);
        Columns.addUnlessEmpty(table, serverCpu);
        Columns.addUnlessEmpty(table, messages);
        return withOriginal ? table.addColumns(originalSeconds, originalRatio) : table;
    }
}
