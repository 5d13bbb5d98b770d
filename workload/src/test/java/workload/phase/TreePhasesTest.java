package workload.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import workload.corpus.JGitSetup;
import workload.study.TreeSize;

/** The walks over a tree with everything in it that a source tree may have. */
class TreePhasesTest {
    @TempDir
    Path temporary;

    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        JGitSetup.isolate(temporary.resolve("home"));
        tree = Files.createDirectory(temporary.resolve("tree"));
        Files.writeString(tree.resolve("a.c"), "int a;\n");
        Files.writeString(Files.createDirectory(tree.resolve("a")).resolve("x"), "");
        Files.writeString(Files.createDirectory(tree.resolve("a0")).resolve("ümlaut"), "x".repeat(100_000));
        Path script = Files.writeString(tree.resolve("configure"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("no/such/target"));
        Files.createDirectories(tree.resolve("empty/deeper"));
    }

    @Test
    void theHashIsThatOfGitsOwnTree() throws Exception {
        try (Git git = Git.init().setDirectory(tree.toFile()).call()) {
            git.add().addFilepattern(".").call();
            RevCommit commit = git.commit().setMessage("all").setSign(false).setAuthor("a", "a@b")
                    .setCommitter("a", "a@b")
                    .call();
            assertThat(TreeHash.of(tree)).isEqualTo(commit.getTree().name());
        }
    }

    @Test
    void otherDirectoriesAreAsIfTheyWereNotThere() throws IOException {
        String before = TreeHash.of(tree);
        Path part = Files.createDirectories(tree.resolve("new/deeper/part"));
        Path beside = Files.createDirectories(tree.resolve("a/part"));
        Files.writeString(part.resolve("file"), "x");
        Files.writeString(beside.resolve("file"), "x");
        assertThat(TreeHash.of(tree)).isNotEqualTo(before);
        assertThat(TreeHash.of(tree, Set.of(part, beside))).isEqualTo(before);
        assertThat(TreeHash.of(tree, Set.of(part))).isNotEqualTo(before);
    }

    @Test
    void aChangedModeChangesTheHash() throws IOException {
        String before = TreeHash.of(tree);
        Files.setPosixFilePermissions(tree.resolve("a.c"), PosixFilePermissions.fromString("rwxr--r--"));
        assertThat(TreeHash.of(tree)).isNotEqualTo(before);
    }

    @Test
    void sizesCountWhatIsBelow() throws IOException {
        TreeSize size = TreeSizes.of(tree);
        assertThat(size.files()).isEqualTo(4);
        assertThat(size.directories()).isEqualTo(4);
        assertThat(size.symlinks()).isEqualTo(1);
        assertThat(size.bytes()).isEqualTo(7 + 100_000 + 10);
        assertThat(size.allocatedBytes()).isGreaterThanOrEqualTo(100_000);
    }

    @Test
    void blocksAreOf512Bytes() {
        assertThat(TreeSizes.parse("f 5 8\nd 4096 8\nl 3 0\ns 0 0\n")).isEqualTo(new TreeSize(1, 1, 1, 5, 4096));
    }

    @Test
    void theStatWalkVisitsEveryEntryAndFollowsNoLink() throws IOException {
        StatWalkPhase walk = new StatWalkPhase(tree);
        walk.run(new Cancellation());
        assertThat(walk.visited()).isEqualTo(1 + 4 + 4 + 1);
    }

    @Test
    void aCancelEndsTheStatWalk() throws IOException {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel(Cancellation.Reason.TIME_LIMIT);
        StatWalkPhase walk = new StatWalkPhase(tree);
        walk.run(cancellation);
        assertThat(walk.visited()).isEqualTo(1);
    }

    @Test
    void removeTakesTheTreeAndNotWhatALinkNames() throws IOException {
        Path outside = Files.writeString(temporary.resolve("outside"), "stays");
        Files.createSymbolicLink(tree.resolve("out"), outside);
        Files.createSymbolicLink(tree.resolve("up"), temporary);
        new RemovePhase(tree).run(new Cancellation());
        assertThat(tree).doesNotExist();
        assertThat(outside).hasContent("stays");
    }
}
