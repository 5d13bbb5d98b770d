package workload.corpus;

import java.nio.file.Path;
import java.util.List;

import workload.plan.Project;
import workload.result.CorpusInfo;

/**
 * A project's repository, ready to be cloned.
 *
 * @param repository
 *            bare, with the branch main as its only ref, in one pack
 * @param archive
 *            the branch's tree as a .tar.gz; names are relative to the checkout, without a leading directory
 * @param parts
 *            the repositories that belong into its checkout
 */
public record Corpus(Project project, CorpusInfo info, Path repository, Path archive, List<Part> parts) {
    /** A part's repository, and its directory below the checkout. */
    public record Part(String directory, Corpus corpus) {}

    public Corpus {
        parts = List.copyOf(parts);
    }

    Corpus(Project project, CorpusInfo info, Path repository, Path archive) {
        this(project, info, repository, archive, List.of());
    }

    Corpus withParts(List<Part> others) {
        return new Corpus(project, info, repository, archive, others);
    }
}
