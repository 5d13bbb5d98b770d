package workload.report;

import java.util.List;
import java.util.stream.IntStream;

import workload.page.Columns;
import workload.page.LineChart;
import workload.page.Page;
import workload.pairs.StudyArm;
import workload.result.Count;
import workload.study.PhaseName;
import workload.stats.Stats;

/** The report's section on parallel builds: whether a file system holds back what the disk doesn't. */
record ScalingSection(Summary summary) {
    /**
     * How a project's build on one target takes to more jobs.
     *
     * @param arm
     *            with the most jobs
     * @param medians
     *            build time for each of the run's jobs, s; NaN where no trial was OK
     */
    private record Row(String project, StudyArm arm, List<Double> medians) {}

    /** Nothing of a run with one number of jobs. */
    void add(Page page) {
        List<Integer> jobs = summary.jobs();
        if (jobs.size() < 2) {
            return;
        }
        page.section("Scaling")
                .text("Medians of the build time, and how many times as fast the build is as with "
                        + Count.of(jobs.getFirst(), "job")
                        + " on the same target. A target whose speed-up is less than the disk's and "
                        + "tmpfs's holds a parallel build back. The charts above show the builds with "
                        + Count.of(jobs.getLast(), "job")
                        + "; the machine has " + Count.of(summary.data().info().environment().cores(), "core") + ".");
        for (String project : summary.projects()) {
            page.figure("scaling-" + project, chart(project),
                    "Medians over the repetitions; a line that falls less than the others' is held back by its target");
        }
        Columns<Row> table = new Columns<>(summary.projects().stream().flatMap(name -> rows(name).stream()).toList())
                .text("project", Row::project).text("target", row -> row.arm().labelWithoutJobs());
        for (int i = 0; i < jobs.size(); i++) {
            int index = i;
            table.measure(Count.of(jobs.get(i), "job") + ", s", row -> row.medians().get(index));
        }
        for (int i = 1; i < jobs.size(); i++) {
            int index = i;
            table.measure("speed-up, " + Count.of(jobs.get(i), "job"),
                    row -> row.medians().getFirst() / row.medians().get(index));
        }
        page.table(table.table());
    }

    /** Those of a project's targets that were built at all. */
    private List<Row> rows(String project) {
        return summary.charted().stream()
                .map(arm -> new Row(project, arm,
                        summary.jobs().stream().map(jobs -> median(project, arm, jobs)).toList()))
                .filter(row -> row.medians().stream().anyMatch(Double::isFinite)).toList();
    }

    private double median(String project, StudyArm like, int jobs) {
        return summary.arms().stream().filter(arm -> arm.target().equals(like.target()))
                .filter(arm -> arm.engine().equals(like.engine()) && arm.jobs() == jobs).findFirst()
                .flatMap(arm -> summary.seconds(project, arm, PhaseName.BUILD)).map(Stats::median).orElse(Double.NaN);
    }

    /** Build time by the number of jobs, a line for each target. */
    private LineChart chart(String project) {
        LineChart chart = new LineChart("Build time by jobs, " + project, "parallel jobs", "build time, s").fromZero();
        List<Row> rows = rows(project);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            int[] built = IntStream.range(0, row.medians().size()).filter(j -> Double.isFinite(row.medians().get(j)))
                    .toArray();
            chart.add(row.arm().labelWithoutJobs(), summary.ink(row.arm()),
                    IntStream.of(built).mapToDouble(j -> summary.jobs().get(j)).toArray(),
                    IntStream.of(built).mapToDouble(j -> row.medians().get(j)).toArray());
        }
        return chart;
    }
}
