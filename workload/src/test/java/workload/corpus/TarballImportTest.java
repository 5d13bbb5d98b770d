package workload.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarballImportTest {
    @TempDir
    Path directory;
    private Repository repository;

    @BeforeEach
    void open() throws GitAPIException {
        JGitSetup.isolate(directory.resolve("home"));
        repository = Git.init().setBare(true).setDirectory(directory.resolve("bare").toFile()).call().getRepository();
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void keepsModesLinksAndIgnoredFilesWithoutTheLeadingDirectory() throws IOException {
        ObjectId commit = imported(Repositories.tarball(directory.resolve("tiny_1.orig.tar.gz")));

        assertThat(modes(commit)).containsExactlyInAnyOrderEntriesOf(Map.of(".gitattributes", FileMode.REGULAR_FILE,
                ".gitignore", FileMode.REGULAR_FILE, "src/main.c", FileMode.REGULAR_FILE, "configure",
                FileMode.EXECUTABLE_FILE, "twin", FileMode.EXECUTABLE_FILE, "link", FileMode.SYMLINK));
    }

    @Test
    void keepsEveryByteWhateverTheAttributesSay() throws IOException {
        ObjectId commit = imported(Repositories.tarball(directory.resolve("tiny_1.orig.tar.gz")));

        ObjectId blob = TreeWalk.forPath(repository, "src/main.c", repository.parseCommit(commit).getTree())
                .getObjectId(0);
        assertThat(repository.open(blob).getBytes()).asString().isEqualTo("int main;\r\n");
    }

    @Test
    void equalTarballsGiveEqualCommits() throws IOException {
        Path first = Repositories.tarball(directory.resolve("tiny_1.orig.tar.gz"));
        Path second = Files.copy(first, Files.createDirectory(directory.resolve("other")).resolve(first.getFileName()));

        assertThat(imported(second)).isEqualTo(imported(first));
    }

    @Test
    void keepsTheTopWhereNothingIsCommon() throws IOException {
        Path tarball = Repositories.tarball(directory.resolve("tiny_1.orig.tar.gz"), "beside");

        assertThat(modes(imported(tarball))).containsKeys("beside", "tiny-1/configure");
    }

    @Test
    void refusesNamesThatGitRefuses() throws IOException {
        for (String name : new String[]{"tiny-1/../../evil", "/etc/evil", "tiny-1/.git/config"}) {
            Path tarball = Repositories.tarball(directory.resolve("evil.tar.gz"), name);

            assertThatThrownBy(() -> imported(tarball)).as(name).isInstanceOf(IOException.class)
                    .hasMessageContaining("refuses");
        }
    }

    @Test
    void refusesWhatIsNoTarball() throws IOException {
        Path file = Files.writeString(directory.resolve("tiny_1.orig.tar.gz"), "no tarball");

        assertThatThrownBy(() -> imported(file)).isInstanceOf(IOException.class).hasMessageContaining("compressed");
    }

    private ObjectId imported(Path tarball) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            return TarballImport.commit(tarball, inserter);
        }
    }

    private Map<String, FileMode> modes(ObjectId commit) throws IOException {
        var modes = new TreeMap<String, FileMode>();
        try (var walk = new TreeWalk(repository)) {
            walk.addTree(repository.parseCommit(commit).getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                modes.put(walk.getPathString(), walk.getFileMode(0));
            }
        }
        return modes;
    }
}
