package workload.report;

import java.util.Objects;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.result.Trial;

/** The trials that are not OK, each with its reason and its log. */
final class FailureTable {
    private FailureTable() {}

    static Table of(Summary summary) {
        StringColumn project = Columns.text("project");
        StringColumn target = Columns.text("target");
        DoubleColumn repetition = Columns.count("repetition");
        StringColumn outcome = Columns.text("outcome");
        StringColumn message = Columns.text("message");
        StringColumn log = Columns.text(Block.TableBlock.LINK);
        for (Trial trial : summary.failed()) {
            project.append(trial.key().project());
            target.append(label(summary, trial));
            repetition.append(trial.key().repetition());
            outcome.append(trial.outcome().name());
            message.append(Objects.requireNonNullElse(trial.message(), Numbers.NONE));
            log.append(Objects.requireNonNullElse(trial.logFile(), Numbers.NONE));
        }
        return Table.create(project, target, repetition, outcome, message, log);
    }

    /** The arm's label of a trial. */
    static String label(Summary summary, Trial trial) {
        return summary.arms().stream().filter(arm -> arm.holds(trial)).map(Arm::label).findFirst().orElseThrow();
    }
}
