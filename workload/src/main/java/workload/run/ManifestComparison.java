package workload.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import workload.manifest.Manifest;
import workload.plan.Varying;
import workload.study.FileDifference.Aspect;
import workload.study.FileDifference;
import workload.study.ManifestCheck;
import workload.study.TrialKey;

/** Compares two manifests entry by entry, and tells what is known to vary from what is not. */
final class ManifestComparison {
    private final AllowedDifferences excuses;
    private final boolean namesOnly;
    private final List<FileDifference> differences = new ArrayList<>();
    private long compared;
    private long excused;
    private long differing;

    private ManifestComparison(List<Varying> varying, boolean namesOnly) {
        this.excuses = new AllowedDifferences(varying);
        this.namesOnly = namesOnly;
    }

    /**
     * Compares.
     *
     * @param reference
     *            of which trial the other manifest is
     */
    static ManifestCheck of(Manifest here, TrialKey reference, Manifest there, List<Varying> varying) {
        boolean namesOnly = !here.commonPath() || !there.commonPath();
        ManifestComparison comparison = new ManifestComparison(varying, namesOnly);
        comparison.merge(here.entries(), there.entries());
        return comparison.check(reference);
    }

    private ManifestCheck check(TrialKey reference) {
        return new ManifestCheck(reference, namesOnly, compared, compared - excused - differing, excused, differing,
                excuses.counted(), differences);
    }

    /** Both are in the order of their paths. */
    private void merge(List<Manifest.Entry> here, List<Manifest.Entry> there) {
        int i = 0;
        int j = 0;
        while (i < here.size() || j < there.size()) {
            int order = order(here, i, there, j);
            add(order <= 0 ? here.get(i++) : null, order >= 0 ? there.get(j++) : null);
        }
    }

    private static int order(List<Manifest.Entry> here, int i, List<Manifest.Entry> there, int j) {
        if (i == here.size()) {
            return 1;
        }
        return j == there.size() ? -1 : here.get(i).path().compareTo(there.get(j).path());
    }

    private void add(Manifest.Entry here, Manifest.Entry there) {
        compared++;
        FileDifference difference = difference(here, there);
        if (difference == null) {
            return;
        }
        if (excuses.excuse(difference)) {
            excused++;
            return;
        }
        differing++;
        if (differences.size() < ManifestCheck.LISTED) {
            differences.add(difference);
        }
    }

    /** The first aspect in which two entries differ, null where there is none: what follows of it needs no telling. */
    private FileDifference difference(Manifest.Entry here, Manifest.Entry there) {
        if (here == null || there == null) {
            String path = here == null ? there.path() : here.path();
            return new FileDifference(path, Aspect.PRESENCE, presence(here), presence(there));
        }
        if (here.type() != there.type()) {
            return new FileDifference(here.path(), Aspect.TYPE, String.valueOf(here.type()),
                    String.valueOf(there.type()));
        }
        if (!Objects.equals(here.mode(), there.mode())) {
            return new FileDifference(here.path(), Aspect.MODE, here.mode(), there.mode());
        }
        return namesOnly ? null : insideDifference(here, there);
    }

    private static FileDifference insideDifference(Manifest.Entry here, Manifest.Entry there) {
        if (!Objects.equals(here.size(), there.size())) {
            return new FileDifference(here.path(), Aspect.SIZE, String.valueOf(here.size()),
                    String.valueOf(there.size()));
        }
        return Objects.equals(here.contents(), there.contents())
                ? null
                : new FileDifference(here.path(), Aspect.CONTENTS, here.contents(), there.contents());
    }

    private static String presence(Manifest.Entry entry) {
        return entry == null ? "missing" : "present";
    }
}
