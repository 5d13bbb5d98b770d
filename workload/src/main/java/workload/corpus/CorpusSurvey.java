package workload.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import workload.plan.Project;
import workload.result.CorpusInfo;

/** Counts what a corpus holds. */
final class CorpusSurvey {
    private static final Set<String> SOURCE_CODE = Set.of("c", "h", "cc", "cpp", "hpp", "S", "s", "y", "l");

    private final Repository repository;
    private long files;
    private long treeBytes;
    private long lines;

    private CorpusSurvey(Repository repository) {
        this.repository = repository;
    }

    /** Counts the commits and packs of a repository, and the files of the tree at its HEAD. */
    static CorpusInfo of(Repository repository, Project project, String origin, String source) throws IOException {
        var survey = new CorpusSurvey(repository);
        try (var walk = new RevWalk(repository)) {
            RevCommit head = walk.parseCommit(repository.resolve(Constants.HEAD));
            String tree = head.getTree().name();
            survey.countTree(head);
            walk.markStart(head);
            long commits = 0;
            for (RevCommit _ : walk) {
                commits++;
            }
            return new CorpusInfo(project.name(), origin, source, project.ref(), head.name(), tree, commits,
                    Packs.bytes(repository.getDirectory().toPath()), survey.lines, survey.files, survey.treeBytes);
        }
    }

    private void countTree(RevCommit commit) throws IOException {
        try (var walk = new TreeWalk(repository)) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                if (FileMode.REGULAR_FILE.equals(walk.getRawMode(0))
                        || FileMode.EXECUTABLE_FILE.equals(walk.getRawMode(0))) {
                    countFile(walk.getNameString(), repository.open(walk.getObjectId(0)));
                }
            }
        }
    }

    private void countFile(String name, ObjectLoader blob) throws IOException {
        files++;
        treeBytes += blob.getSize();
        if (SOURCE_CODE.contains(name.substring(name.lastIndexOf('.') + 1))) {
            lines += lineBreaks(blob);
        }
    }

    private static long lineBreaks(ObjectLoader blob) throws IOException {
        long breaks = 0;
        byte[] buffer = new byte[8192];
        try (InputStream bytes = blob.openStream()) {
            for (int length = bytes.read(buffer); length > 0; length = bytes.read(buffer)) {
                for (int i = 0; i < length; i++) {
                    breaks += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return breaks;
    }
}
