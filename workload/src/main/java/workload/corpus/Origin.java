package workload.corpus;

import java.nio.file.Path;

/** A place that a project's pinned commit can come from. */
sealed interface Origin permits MirrorOrigin, UpstreamOrigin, SourcePackageOrigin {
    /** The commit found, and where its objects are. */
    record Found(Path objects, String commit, String source) {}

    /** As results name it: mirror, upstream, source-package. */
    String label();

    /** Tells this origin and what it has to offer from every other: equal identities give equal corpora. */
    String identity() throws CorpusException;

    /**
     * Finds the pinned commit.
     *
     * @param scratch
     *            an empty directory for what has to be fetched
     * @throws CorpusException
     *             when it isn't there or can't be reached: with the reason only, another origin may have it; but a mirror,
     *             which the user named and nothing stands in for, gives the next step too
     */
    Found find(Path scratch) throws CorpusException;
}
