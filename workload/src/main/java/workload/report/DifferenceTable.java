package workload.report;

import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.result.FileDifference;
import workload.result.Trial;

/** The built files that differ and may not, each with both values. */
final class DifferenceTable {
    private static final int HASH_LENGTH = 64;

    private DifferenceTable() {}

    static Table of(Summary summary, List<Trial> differing) {
        StringColumn project = Columns.text("project");
        StringColumn target = Columns.text("target");
        DoubleColumn repetition = Columns.count("repetition");
        StringColumn file = Columns.text("file");
        StringColumn aspect = Columns.text("differs in");
        StringColumn here = Columns.text("here");
        StringColumn there = Columns.text("reference");
        for (Trial trial : differing) {
            for (FileDifference difference : trial.check().differences()) {
                project.append(trial.key().project());
                target.append(FailureTable.label(summary, trial));
                repetition.append(trial.key().repetition());
                file.append(difference.path());
                aspect.append(difference.aspect().name().toLowerCase(Locale.ROOT));
                here.append(value(difference.here()));
                there.append(value(difference.there()));
            }
        }
        return Table.create(project, target, repetition, file, aspect, here, there);
    }

    private static String value(String value) {
        return value == null || value.length() == HASH_LENGTH ? TreeTable.shorten(value) : value;
    }
}
