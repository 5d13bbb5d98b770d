package workload.report;

import java.util.List;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.result.ManifestCheck;
import workload.result.Outcome;
import workload.result.Trial;
import workload.result.TrialKey;

/** How what was built on each target compares with the reference: the worst of its trials. */
final class BuiltFilesTable {
    private final StringColumn project = Columns.text("project");
    private final StringColumn target = Columns.text("target");
    private final DoubleColumn trials = Columns.count("trials compared");
    private final DoubleColumn files = Columns.count("files");
    private final DoubleColumn same = Columns.count("same");
    private final DoubleColumn known = Columns.count("known to vary");
    private final DoubleColumn differing = Columns.count("differ");
    private final StringColumn verdict = Columns.text("verdict");

    private BuiltFilesTable() {}

    static Table of(Summary summary) {
        BuiltFilesTable table = new BuiltFilesTable();
        for (String project : summary.projects()) {
            for (Arm arm : summary.arms()) {
                List<Trial> built = summary.trials(project, arm).stream()
                        .filter(trial -> trial.check() != null || trial.outcome() == Outcome.OK).toList();
                if (!built.isEmpty()) {
                    table.addRow(project, arm, built);
                }
            }
        }
        return Table.create(table.project, table.target, table.trials, table.files, table.same, table.known,
                table.differing, table.verdict);
    }

    private void addRow(String name, Arm arm, List<Trial> built) {
        List<ManifestCheck> checks = built.stream().filter(trial -> trial.check() != null)
                .filter(trial -> !BuiltFiles.isReference(trial)).map(Trial::check).toList();
        project.append(name);
        target.append(arm.label());
        trials.append(checks.size());
        append(files, checks, ManifestCheck::compared);
        append(known, checks, ManifestCheck::excused);
        append(differing, checks, ManifestCheck::differing);
        if (checks.isEmpty()) {
            same.appendMissing();
        } else {
            same.append(checks.stream().mapToLong(ManifestCheck::same).min().orElseThrow());
        }
        verdict.append(verdict(built, checks));
    }

    private static void append(DoubleColumn column, List<ManifestCheck> checks, ToLongFunction<ManifestCheck> most) {
        if (checks.isEmpty()) {
            column.appendMissing();
        } else {
            column.append(checks.stream().mapToLong(most).max().orElseThrow());
        }
    }

    /** Nothing that wasn't compared passes for the same. */
    private static String verdict(List<Trial> built, List<ManifestCheck> checks) {
        long unknown = built.stream().filter(trial -> trial.check() == null).count();
        boolean reference = built.stream().anyMatch(trial -> trial.check() != null && BuiltFiles.isReference(trial));
        String text = checks.isEmpty() ? reference ? "the reference" : "" : compared(checks);
        if (reference && !checks.isEmpty()) {
            text += ", the reference among them";
        }
        return unknown == 0 ? text : text + (text.isEmpty() ? "" : ", ") + "not compared: " + unknown;
    }

    private static String compared(List<ManifestCheck> checks) {
        TrialKey with = checks.getFirst().reference();
        String reference = with.target() + " #" + with.repetition();
        long differ = checks.stream().filter(check -> check.differing() > 0).count();
        if (differ > 0) {
            return differ + " of " + checks.size() + " differ from " + reference;
        }
        boolean varies = checks.stream().anyMatch(check -> check.excused() > 0);
        return "as on " + reference + (varies ? " but for what is known to vary" : "");
    }
}
