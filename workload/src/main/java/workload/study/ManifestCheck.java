package workload.study;

import java.util.List;

/**
 * How what a trial built compares with what its reference built.
 *
 * @param reference
 *            the trial that it was compared with; the trial's own key where the others are compared with this one
 * @param namesOnly
 *            whether only names, types and modes were compared, since the two were built at different paths
 * @param compared
 *            files, directories and symlinks that either of them has
 * @param same
 *            of these, how many are the same in all that was compared
 * @param excused
 *            how many differ as they are known to do anywhere
 * @param differing
 *            how many differ otherwise
 * @param known
 *            what is known to vary in the project, whether it did or not
 * @param differences
 *            those that aren't excused, the first {@link #LISTED} of them
 */
public record ManifestCheck(TrialKey reference, boolean namesOnly, long compared, long same, long excused,
        long differing, List<KnownVarying> known, List<FileDifference> differences) {
    /** The most differences that are kept; the manifests have all. */
    public static final int LISTED = 50;

    /**
     * Files that may differ.
     *
     * @param files
     *            glob of their paths
     * @param differ
     *            in what they may: contents, size, presence
     * @param because
     *            why they do
     * @param count
     *            how many files this excused
     */
    public record KnownVarying(String files, String differ, String because, long count) {}

    public ManifestCheck {
        known = List.copyOf(known);
        differences = List.copyOf(differences);
    }
}
