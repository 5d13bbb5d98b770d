package workload.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The report's section on parallel builds: whether a file system holds back what the disk doesn't. */
final class ScalingSection {
    private ScalingSection() {}

    /** Empty of a run with one number of jobs. */
    static List<Block> of(Summary summary, Charts charts) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<Integer> jobs = summary.jobs();
        if (jobs.size() < 2) {
            return blocks;
        }
        blocks.add(new Block.Heading(2, "Scaling"));
        blocks.add(new Block.Paragraph("Medians of the build time, and how many times as fast the build is as with "
                + count(jobs.getFirst()) + " on the same target. A target whose speed-up is less than the disk's and "
                + "tmpfs's holds a parallel build back. The charts above show the builds with " + count(jobs.getLast())
                + "; the machine has " + summary.data().info().environment().cores() + " cores."));
        Table table = table(summary, jobs);
        if (table.rowCount() > 0) {
            for (String project : table.stringColumn(0).unique().asList()) {
                blocks.add(charts.scaling(project));
            }
            blocks.add(new Block.TableBlock(table));
        }
        return blocks;
    }

    private static Table table(Summary summary, List<Integer> jobs) {
        StringColumn project = Columns.text("project");
        StringColumn target = Columns.text("target");
        List<DoubleColumn> medians = jobs.stream().map(n -> Columns.measure(count(n) + ", s")).toList();
        List<DoubleColumn> speedUps = jobs.stream().skip(1).map(n -> Columns.measure("speed-up, " + count(n)))
                .toList();
        for (String name : summary.projects()) {
            for (ScalingRow row : ScalingRow.of(name, summary)) {
                project.append(name);
                target.append(row.arm().labelWithoutJobs());
                for (int i = 0; i < jobs.size(); i++) {
                    Columns.append(medians.get(i), finite(row.medians().get(i)));
                }
                for (int i = 1; i < jobs.size(); i++) {
                    Columns.append(speedUps.get(i - 1), finite(row.speedUp(i)));
                }
            }
        }
        return Table.create(project, target).addColumns(medians.toArray(DoubleColumn[]::new))
                .addColumns(speedUps.toArray(DoubleColumn[]::new));
    }

    private static Optional<Double> finite(double value) {
        return Optional.of(value).filter(Double::isFinite);
    }

    private static String count(int jobs) {
        return jobs + (jobs == 1 ? " job" : " jobs");
    }
}
