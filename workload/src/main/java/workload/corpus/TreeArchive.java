package workload.corpus;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Writes a commit's tree as a .tar.gz.
 *
 * <p>
 * Not by {@code git archive}: that obeys export-ignore and export-subst, and the archive must be the tree itself.
 */
final class TreeArchive {
    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;

    private TreeArchive() {}

    /** The tree at HEAD; every entry has the commit's time. */
    static void write(Repository repository, Path file) throws IOException {
        RevCommit commit = repository.parseCommit(repository.resolve(Constants.HEAD));
        try (var tar = new TarArchiveOutputStream(
                new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file))), "UTF-8");
                var walk = new TreeWalk(repository)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                put(tar, repository, walk, commit);
            }
        }
    }

    private static void put(TarArchiveOutputStream tar, Repository repository, TreeWalk walk, RevCommit commit)
            throws IOException {
        FileMode mode = walk.getFileMode(0);
        TarArchiveEntry entry;
        ObjectLoader content = null;
        if (mode == FileMode.GITLINK) {
            // A submodule: a clone without --recurse-submodules leaves an empty directory.
            entry = new TarArchiveEntry(walk.getPathString() + "/");
        } else if (mode == FileMode.SYMLINK) {
            entry = new TarArchiveEntry(walk.getPathString(), TarConstants.LF_SYMLINK);
            entry.setLinkName(new String(repository.open(walk.getObjectId(0)).getBytes(), "UTF-8"));
        } else {
            content = repository.open(walk.getObjectId(0));
            entry = new TarArchiveEntry(walk.getPathString());
            entry.setMode(mode == FileMode.EXECUTABLE_FILE ? EXECUTABLE : PLAIN);
            entry.setSize(content.getSize());
        }
        entry.setModTime(commit.getCommitTime() * 1000L);
        tar.putArchiveEntry(entry);
        if (content != null) {
            content.copyTo(tar);
        }
        tar.closeArchiveEntry();
    }
}
