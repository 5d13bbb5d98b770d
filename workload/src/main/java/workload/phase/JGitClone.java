package workload.phase;

import java.net.URI;
import java.nio.file.Path;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.CancelledException;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.util.FS;

/** A clone by JGit in this process. */
final class JGitClone implements Phase {
    private final URI repository;
    private final Path checkout;

    /**
     * Lets JGit measure the resolution of the file system's timestamps now, which it does on its first use of each, so
     * that it doesn't happen in the timing.
     */
    JGitClone(URI repository, Path checkout) {
        this.repository = repository;
        this.checkout = checkout;
        FS.getFileStoreAttributes(checkout.getParent());
    }

    @Override
    public void run(Cancellation cancellation) throws PhaseException {
        try (Git _ = Git.cloneRepository().setURI(repository.toString()).setDirectory(checkout.toFile())
                .setProgressMonitor(monitor(cancellation)).call()) {
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
