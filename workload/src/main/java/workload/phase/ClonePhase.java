package workload.phase;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts a project's tree, and those of its parts, into a directory that doesn't exist yet. */
public final class ClonePhase {
    private ClonePhase() {}

    /**
     * What a clone is made of.
     *
     * @param repository
     *            served over loopback; its HEAD is checked out
     * @param archive
     *            the same tree as .tar.gz
     * @param depth
     *            how many commits of the history come with it, null for all; not for an archive
     * @param parts
     *            what belongs into directories of its checkout, cloned after it
     */
    public record Source(URI repository, Path archive, Integer depth, List<Part> parts) {
        /** The whole history, without parts. */
        public Source(URI repository, Path archive) {
            this(repository, archive, null, List.of());
        }
    }

    /** A source for a directory below the checkout, which doesn't have it. */
    public record Part(String directory, Source source) {}

    /**
     * Prepares a clone.
     *
     * @param checkout
     *            the directory to be made
     * @param log
     *            what programs have to say is appended to it
     */
    public static Phase of(CloneEngine engine, Source source, Path checkout, Path log) {
        return of(engine, source, checkout, log, UnaryOperator.identity());
    }

    /**
     * Prepares a clone.
     *
     * @param tracer
     *            makes of the words of a program those that start it under a tracer; an engine in this process isn't traced
     */
    public static Phase of(CloneEngine engine, Source source, Path checkout, Path log,
            UnaryOperator<List<String>> tracer) {
        Phase whole = one(engine, source, checkout, log, tracer);
        if (source.parts().isEmpty()) {
            return whole;
        }
        Map<Path, Phase> parts = new LinkedHashMap<>();
        for (Part part : source.parts()) {
            Path directory = checkout.resolve(part.directory()).normalize();
            parts.put(directory, of(engine, part.source(), directory, log, tracer));
        }
        return new CloneInParts(whole, parts);
    }

    private static Phase one(CloneEngine engine, Source source, Path checkout, Path log,
            UnaryOperator<List<String>> tracer) {
        return switch (engine) {
            case JGIT -> new JGitClone(source.repository(), source.depth(), checkout);
            case GIT -> new GitClone(source.repository(), source.depth(), checkout, log, tracer);
            case ARCHIVE -> new ArchiveClone(source.archive(), checkout);
        };
    }
}
