package workload.report;

import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.result.ManifestCheck.KnownVarying;

/** What is known to vary from build to build, with the reason, and how much of it did. */
final class KnownTable {
    private KnownTable() {}

    static Table of(Map<String, List<KnownVarying>> known) {
        StringColumn project = Columns.text("project");
        StringColumn files = Columns.text("files");
        StringColumn differ = Columns.text("may differ in");
        DoubleColumn count = Columns.count("differed in a trial, at most");
        StringColumn because = Columns.text("because");
        known.forEach((name, all) -> all.forEach(one -> {
            project.append(name);
            files.append(one.files());
            differ.append(one.differ());
            count.append(one.count());
            because.append(one.because());
        }));
        return Table.create(project, files, differ, count, because);
    }
}
