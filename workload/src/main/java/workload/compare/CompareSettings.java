package workload.compare;

import java.util.List;

import workload.study.PhaseName;

/**
 * The settings of a comparison.
 *
 * @param limit
 *            the largest slow-down that may remain possible: 0.05 for 5 %
 * @param against
 *            the target by whose times each run's times are divided; null for tmpfs, or the disk if there is no tmpfs
 * @param judged
 *            phases that the status depends on
 */
public record CompareSettings(double limit, String against, List<PhaseName> judged) {
    /** The default of {@link #judged}. */
    public static final List<PhaseName> PRIMARY = List.of(PhaseName.BUILD);

    public CompareSettings {
        judged = judged.stream().distinct().toList();
    }
}
