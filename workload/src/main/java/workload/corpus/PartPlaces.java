package workload.corpus;

import java.io.IOException;
import java.nio.file.Path;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import workload.plan.Part;

/** Whether a project's own tree leaves room for its parts: a clone into what is there already would fail in the trial. */
final class PartPlaces {
    private PartPlaces() {}

    /** Null where the part's directory is free, else the path in the tree that stands there. */
    static String taken(Corpus corpus, Part part) throws IOException {
        try (Repository repository = new FileRepositoryBuilder().setGitDir(corpus.repository().toFile()).build()) {
            RevTree tree = repository.parseCommit(repository.resolve(Constants.HEAD)).getTree();
            Path directory = Path.of(part.directory()).normalize();
            for (int names = 1; names <= directory.getNameCount(); names++) {
                Path path = directory.subpath(0, names);
                if (isInTheWay(repository, tree, path, path.equals(directory))) {
                    return path.toString();
                }
            }
            return null;
        }
    }

    /** A directory above the part's may be there. */
    private static boolean isInTheWay(Repository repository, RevTree tree, Path path, boolean last)
            throws IOException {
        try (TreeWalk found = TreeWalk.forPath(repository, path.toString(), tree)) {
            return found != null && (last || found.getFileMode(0) != FileMode.TREE);
        }
    }
}
