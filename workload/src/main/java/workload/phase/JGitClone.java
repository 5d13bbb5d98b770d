package workload.phase;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.jgit.api.CloneCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.CancelledException;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.util.FS;

/** A clone by JGit in this process. */
final class JGitClone implements Phase {
    private final URI repository;
    private final Integer depth;
    private final Path checkout;

    /**
     * @param depth
     *            how many commits of the history, null for all
     */
    JGitClone(URI repository, Integer depth, Path checkout) {
        this.repository = repository;
        this.depth = depth;
        this.checkout = checkout;
    }

    /**
     * Lets JGit measure the resolution of the file system's timestamps, which takes it 3 s on its first use of each. It
     * remembers the answer by path, and all targets are at the same one in turn: so in a directory of a new name.
     */
    @Override
    public void prepare() throws IOException {
        Path fresh = Files.createTempDirectory(checkout.getParent(), "timestamps-");
        try {
            FS.getFileStoreAttributes(fresh);
        } finally {
            Files.delete(fresh);
        }
    }

    @Override
    public void run(Cancellation cancellation) throws PhaseException {
        CloneCommand clone = Git.cloneRepository().setURI(repository.toString()).setDirectory(checkout.toFile())
                .setProgressMonitor(monitor(cancellation));
        if (depth != null) {
            clone.setDepth(depth);
        }
        try (Git _ = clone.call()) {
            return;
        } catch (GitAPIException | RuntimeException e) {
            throw new PhaseException("JGit's clone failed: " + rootMessage(e), e);
        }
    }

    /** JGit polls it wherever it works for long. */
    private static ProgressMonitor monitor(Cancellation cancellation) {
        return new EmptyProgressMonitor() {
            @Override
            public boolean isCancelled() {
                return cancellation.isCancelled();
            }
        };
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof CancelledException ? "it was cancelled" : root.toString();
    }
}
