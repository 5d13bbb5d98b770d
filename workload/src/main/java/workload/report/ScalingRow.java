package workload.report;

import java.util.List;
import workload.result.PhaseName;

/**
 * How a project's build on one target takes to more jobs.
 *
 * @param arm
 *            with the most jobs
 * @param medians
 *            build time for each of the run's jobs, s; NaN where no trial was OK
 */
record ScalingRow(Arm arm, List<Double> medians) {
    /** Those of a project's targets that were built at all. */
    static List<ScalingRow> of(String project, Summary summary) {
        return summary.charted().stream()
                .map(arm -> new ScalingRow(arm,
                        summary.jobs().stream().map(jobs -> median(project, arm, jobs, summary)).toList()))
                .filter(row -> row.medians().stream().anyMatch(Double::isFinite)).toList();
    }

    private static double median(String project, Arm like, int jobs, Summary summary) {
        return summary.arms().stream().filter(arm -> arm.target().equals(like.target()))
                .filter(arm -> arm.engine().equals(like.engine()) && arm.jobs() == jobs).findFirst()
                .flatMap(arm -> summary.seconds(project, arm, PhaseName.BUILD)).map(Stats::median).orElse(Double.NaN);
    }

    /** How many times as fast as with the fewest jobs; NaN where either is missing. */
    double speedUp(int index) {
        return medians.getFirst() / medians.get(index);
    }
}
