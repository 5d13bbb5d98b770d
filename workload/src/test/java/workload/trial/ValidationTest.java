package workload.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import workload.corpus.Corpus;
import workload.corpus.JGitSetup;
import workload.os.Commands;
import workload.plan.Artefact;
import workload.plan.Expectation;
import workload.plan.Project;
import workload.result.CorpusInfo;

/** A checkout with a part in it, and what may be wrong with either. */
class ValidationTest {
    @TempDir
    Path temporary;

    private Path checkout;
    private Path part;
    private TrialLog log;

    @BeforeEach
    void makeCheckout() throws Exception {
        JGitSetup.isolate(temporary.resolve("home"));
        checkout = temporary.resolve("whole");
        part = checkout.resolve("lib/part");
        log = TrialLog.create(temporary.resolve("trial.log"));
    }

    @Test
    void aChangedFileIsFound() throws Exception {
        Validation validation = validation();
        Files.writeString(checkout.resolve("file"), "changed");
        assertThatThrownBy(validation::treeHash).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("the files of whole make the tree");
    }

    @Test
    void aFileThatBecameExecutableIsFound() throws Exception {
        Validation validation = validation();
        Files.setPosixFilePermissions(checkout.resolve("file"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(validation::treeHash).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("the files of whole make the tree");
    }

    @Test
    void aTreeWithoutAFileIsFound() throws Exception {
        Validation validation = validation();
        Files.delete(checkout.resolve("file"));
        assertThatThrownBy(validation::treeHash).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("there are no files of whole, the corpus's tree is");
    }

    @Test
    void aDirectoryThatIsNotThereIsFound() throws Exception {
        Validation validation = validation();
        Files.move(checkout, temporary.resolve("elsewhere"));
        assertThatThrownBy(validation::treeHash).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("the files of whole can't be read");
    }

    @Test
    void theHeadOfAnotherRepositoryIsFound() throws Exception {
        Validation validation = validation();
        commit(temporary.resolve("other"), "of another");
        Commands.removeTree(checkout.resolve(".git"));
        Files.move(temporary.resolve("other/.git"), checkout.resolve(".git"));
        assertThatThrownBy(validation::repository).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("HEAD of whole is ");
    }

    /** The one in a directory above has the right commit, but it isn't the clone's. */
    @Test
    void aCloneWithoutARepositoryIsFoundWhereADirectoryAboveHasOne() throws Exception {
        Validation validation = validation();
        Files.move(checkout.resolve(".git"), temporary.resolve(".git"));
        assertThatThrownBy(validation::repository).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("git rev-parse of whole ended with status");
    }

    @Test
    void aMissingObjectIsFound() throws Exception {
        Validation validation = validation();
        String tree = tree(checkout);
        Files.delete(checkout.resolve(".git/objects/" + tree.substring(0, 2) + "/" + tree.substring(2)));
        assertThatThrownBy(validation::repository).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("git fsck of whole ended with status");
    }

    @Test
    void objectsThatAnotherRepositoryLendsAreFound() throws Exception {
        Validation validation = validation();
        Path objects = checkout.resolve(".git/objects");
        Path lender = temporary.resolve("lender");
        Files.move(objects, lender);
        Files.createDirectories(objects.resolve("info"));
        Files.writeString(objects.resolve("info/alternates"), lender + "\n");
        assertThatThrownBy(validation::repository).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("the repository of whole borrows objects from another one");
    }

    @ParameterizedTest
    @ValueSource(strings = {".git", ".git/objects"})
    void aRepositoryThatIsALinkElsewhereIsFound(String linked) throws Exception {
        Validation validation = validation();
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(checkout.resolve(linked), elsewhere);
        Files.createSymbolicLink(checkout.resolve(linked), elsewhere);
        assertThatThrownBy(validation::repository).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("the repository of whole has its objects elsewhere");
    }

    /** Like a work tree of git worktree, or a submodule. */
    @Test
    void aFileThatNamesARepositoryElsewhereIsFound() throws Exception {
        Validation validation = validation();
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(checkout.resolve(".git"), elsewhere);
        Files.writeString(checkout.resolve(".git"), "gitdir: " + elsewhere + "\n");
        assertThatThrownBy(validation::repository).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("the repository of whole has its objects elsewhere");
    }

    @Test
    void whatAProofWritesToItsStandardErrorProvesNothing() throws Exception {
        Validation validation = validation(new Artefact("echo hello >&2", "hello"));
        assertThatThrownBy(validation::artefacts).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("'echo hello >&2' did not answer hello");
        assertThat(log.file()).content().contains("hello");
    }

    @Test
    void aProofRunsInTheCheckout() throws Exception {
        Path whole = temporary.toRealPath().resolve("whole");
        validation(new Artefact("cat file; pwd", "^of the whole" + whole + "$")).artefacts();
    }

    @Test
    void thePartsFilesAreNotTheProjects() throws Exception {
        Validation validation = validation();
        assertThat(validation.treeHash()).isEqualTo(tree(checkout));
        validation.repository();
    }

    @Test
    void aChangedFileOfAPartIsThePartsFault() throws Exception {
        Validation validation = validation();
        Files.writeString(part.resolve("file"), "changed");
        assertThatThrownBy(validation::treeHash).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("the files of part make the tree");
    }

    @Test
    void aFileBesideThePartIsTheProjectsFault() throws Exception {
        Validation validation = validation();
        Files.writeString(part.resolveSibling("file"), "new");
        assertThatThrownBy(validation::treeHash).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("the files of whole make the tree");
    }

    @Test
    void aPartAtAnotherCommitIsFound() throws Exception {
        Validation validation = validation();
        commit(part, "another");
        assertThatThrownBy(validation::repository).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("HEAD of part is ");
    }

    @Test
    void aPartThatLacksAnObjectIsFound() throws Exception {
        Validation validation = validation();
        String tree = tree(part);
        Files.delete(part.resolve(".git/objects/" + tree.substring(0, 2) + "/" + tree.substring(2)));
        assertThatThrownBy(validation::repository).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("git fsck of part ended with status");
    }

    @Test
    void aFailedArtefactIsCalledByItsCommentAndItsOutputIsInTheLog() throws Exception {
        Validation validation = validation(new Artefact("# the proof\necho the reason; exit 7\n", "x"));
        assertThatThrownBy(validation::artefacts).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("'the proof' ended with status 7: the reason");
        assertThat(log.file()).content().contains("the reason");
    }

    @Test
    void anArtefactThatSaysSomethingElseIsFound() throws Exception {
        Validation validation = validation(new Artefact("echo goodbye", "hello"));
        assertThatThrownBy(validation::artefacts).isInstanceOf(TrialFailure.class)
                .hasMessageContaining("'echo goodbye' did not answer hello");
        assertThat(log.file()).content().contains("goodbye");
    }

    private Validation validation(Artefact... artefacts) throws Exception {
        Corpus whole = corpus("whole", commit(checkout, "of the whole"), List.of(artefacts), List.of());
        Corpus inside = corpus("part", commit(part, "of the part"), List.of(), List.of());
        Corpus both = new Corpus(whole.project(), whole.info(), null, null,
                List.of(new Corpus.Part("lib/part", inside)));
        return new Validation(checkout, both, log);
    }

    private static RevCommit commit(Path repository, String text) throws Exception {
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            Files.writeString(repository.resolve("file"), text);
            git.add().addFilepattern("file").call();
            return git.commit().setMessage(text).setSign(false).setAuthor("a", "a@b").setCommitter("a", "a@b").call();
        }
    }

    private static String tree(Path repository) throws Exception {
        try (Git git = Git.open(repository.toFile())) {
            return git.getRepository().parseCommit(git.getRepository().resolve("HEAD")).getTree().name();
        }
    }

    private static Corpus corpus(String name, RevCommit commit, List<Artefact> artefacts, List<Corpus.Part> parts) {
        Project project = new Project(name, "", "x", "main", null, List.of(), List.of(), List.of(), artefacts,
                List.of(),
                Expectation.NONE, Duration.ofMinutes(1), Duration.ofMinutes(1));
        CorpusInfo info = new CorpusInfo(name, "mirror", "x", "main", commit.name(), commit.getTree().name(), 1, 1, 1,
                1,
                1);
        return new Corpus(project, info, null, null, parts);
    }
}
