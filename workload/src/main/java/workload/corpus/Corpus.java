package workload.corpus;

import java.nio.file.Path;
import workload.plan.Project;
import workload.result.CorpusInfo;

/**
 * A project's repository, ready to be cloned.
 *
 * @param repository
 *            bare, with the branch main as its only ref, in one pack
 * @param archive
 *            the branch's tree as a .tar.gz; names are relative to the checkout, without a leading directory
 */
public record Corpus(Project project, CorpusInfo info, Path repository, Path archive) {}
