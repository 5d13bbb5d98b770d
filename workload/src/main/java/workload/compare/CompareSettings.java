package workload.compare;

import java.util.List;

import workload.study.PhaseName;

/**
 * What a comparison has to find out.
 *
 * @param limit
 *            the largest slow-down that may remain possible: 0.05 for 5 %
 * @param against
 *            the target whose times each run is divided by; null for tmpfs, or the disk without it
 * @param judged
 *            phases that the status depends on
 */
public record CompareSettings(double limit, String against, List<PhaseName> judged) {
    /** The usual {@link #judged}. */
    public static final List<PhaseName> PRIMARY = List.of(PhaseName.BUILD);

    public CompareSettings {
        judged = judged.stream().distinct().toList();
    }
}
