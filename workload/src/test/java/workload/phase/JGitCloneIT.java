package workload.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import workload.corpus.JGitSetup;
import workload.os.Commands;
import workload.os.Mounts;
import workload.testing.Await;
import workload.testing.Requirements;

class JGitCloneIT {
    @TempDir
    Path temporary;

    @AfterEach
    void unmount() throws Exception {
        for (Mounts.Mount mount : Mounts.below(temporary.toRealPath())) {
            Mounts.detach(mount);
        }
    }

    @Test
    void looksAtEachFileSystemBeforeItIsTimedEvenAtAPathThatItKnows() throws Exception {
        Requirements.root();
        Path home = temporary.resolve("home");
        JGitSetup.isolate(home);
        Path target = Files.createDirectory(temporary.resolve("target"));
        FS.getFileStoreAttributes(target);
        Commands.run("mount", "-t", "tmpfs", "jgit-clone-it", target.toString());

        new JGitClone(URI.create("git://127.0.0.1/x"), null, target.resolve("x")).prepare();

        Await.until(() -> isIn(home.resolve("jgit")), "JGit to note the new file system");
        assertThat(target).isEmptyDirectory();
    }

    private static boolean isIn(Path settings) {
        try {
            return Files.readString(settings).contains("|jgit-clone-it\"");
        } catch (IOException _) {
            return false; // Not written yet.
        }
    }
}
