package workload.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import workload.page.Numbers;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.result.TargetSettings;
import workload.study.Trial;

/** How much of a tree the kernel still had in memory when a cold walk started. */
final class ColdWalks {
    static final String EXPLANATION = "Cold: the tree was written back, its pages were released and the kernel's dentries and "
            + "inodes dropped. Still cached is the share of the tree's inodes that the walk did not bring into memory, "
            + "the greatest of the repetitions; from 5 % on the walk wasn't cold.";
    private static final Set<PhaseName> COLD = Set.of(PhaseName.STAT_CLONE_COLD, PhaseName.STAT_BUILD_COLD);
    /** File systems whose inodes hold the files, so they can't be dropped. */
    private static final Set<String> ALWAYS_WARM = Set.of("tmpfs", "ramfs");
    private static final double MOST_CACHED = 0.05;

    private ColdWalks() {}

    static boolean isCold(PhaseName phase) {
        return COLD.contains(phase);
    }

    /** The largest share, for a cell of a table; empty if none was measured. */
    static Optional<String> stillCached(List<Trial> trials, PhaseName phase) {
        boolean isPinned = trials.stream().map(Trial::settings).filter(Objects::nonNull)
                .map(TargetSettings::fileSystemType).anyMatch(ALWAYS_WARM::contains);
        return trials.stream().map(trial -> trial.phase(phase)).flatMap(Optional::stream)
                .filter(walk -> walk.conditions() != null && walk.tree() != null).map(ColdWalks::share)
                .max(Double::compare).map(share -> isPinned ? "always warm" : print(share));
    }

    private static double share(PhaseResult walk) {
        return walk.conditions().cachedShare(walk.tree());
    }

    private static String print(double share) {
        String percent = Numbers.tenths(share * 100) + " %";
        return share < MOST_CACHED ? percent : percent + ": NOT COLD";
    }
}
