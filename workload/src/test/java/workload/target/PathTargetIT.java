package workload.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import workload.os.Commands;
import workload.os.Mounts;
import workload.testing.Requirements;

/** Directories on a small tmpfs that the test mounts. */
@Timeout(60)
class PathTargetIT {
    @TempDir
    Path temporary;

    private Path mounted;
    private Path work;
    private Path trial;

    @BeforeEach
    void mount() throws IOException {
        Requirements.root();
        mounted = Files.createDirectory(temporary.resolve("mounted"));
        work = Files.createDirectory(temporary.resolve("work"));
        trial = work.resolve("trial");
        Commands.run("mount", "-t", "tmpfs", "-o", "size=1m", "path-target-it", mounted.toString());
    }

    @AfterEach
    void unmount() throws IOException {
        for (Mounts.Mount mount : Mounts.below(temporary)) {
            Mounts.detach(mount);
        }
    }

    private static PathTarget target(Path path) {
        return new PathTarget("mine", path);
    }

    private OpenTarget open(Path path) throws TargetException {
        return target(path).open(trial, new Target.TrialFiles(temporary.resolve("log"), null, false));
    }

    @Test
    void eachTrialHasADirectoryOfItsOwnAtTheCommonPath() throws Exception {
        Files.writeString(mounted.resolve("theirs"), "stays");
        try (OpenTarget target = open(mounted)) {
            assertThat(target.directory()).isEqualTo(trial).isEmptyDirectory();
            assertThat(target.atCommonPath()).isTrue();
            assertThat(target.settings().fileSystemType()).isEqualTo("tmpfs");
            assertThat(target.settings().negotiated()).containsEntry("path", mounted.toString());
            assertThat(target.settings().note()).isNull();
            Files.write(trial.resolve("file"), new byte[100_000]);
            assertThat(target.heldBytes().getAsLong()).isGreaterThanOrEqualTo(100_000);
        }
        assertOnlyTheirs();
    }

    private void assertOnlyTheirs() throws IOException {
        try (Stream<Path> left = Files.list(mounted)) {
            assertThat(left).containsExactly(mounted.resolve("theirs"));
        }
        assertThat(work).isEmptyDirectory();
        assertThat(Mounts.below(work)).isEmpty();
    }

    @Test
    void whatAKilledRunLeftInThePathIsRemoved() throws Exception {
        Files.writeString(mounted.resolve("theirs"), "stays");
        OpenTarget killed = open(mounted);
        Files.writeString(killed.directory().resolve("file"), "left");
        Targets.cleanUp(trial, _ -> {});
        assertOnlyTheirs();
    }

    @Test
    void aPathOnTheWorkDirectorysFileSystemIsNoted() throws Exception {
        Path beside = Files.createDirectory(temporary.resolve("beside"));
        try (OpenTarget target = open(beside)) {
            assertThat(target.settings().note()).contains("is on the file system of the work directory");
            assertThat(target.heldBytes() == null).isEqualTo(!target.settings().fileSystemType().equals("tmpfs"));
        }
        assertThat(beside).isEmptyDirectory();
    }

    @Test
    void aFullOneFailsItsTrialAndIsClearedAway() throws Exception {
        try (OpenTarget target = open(mounted)) {
            assertThatThrownBy(() -> Files.write(target.directory().resolve("file"), new byte[2 << 20]))
                    .isInstanceOf(IOException.class).hasMessageContaining("No space left");
        }
        assertThat(mounted).isEmptyDirectory();
    }

    @Test
    void aProcessThatStillUsesItIsTold() throws Exception {
        OpenTarget target = open(mounted);
        Process user = new ProcessBuilder("sh", "-c", "echo there; exec sleep 600").directory(trial.toFile()).start();
        try {
            assertThat(user.inputReader().readLine()).isEqualTo("there");
            assertThatThrownBy(target::close).isInstanceOf(TargetException.class).hasMessageContaining("still using");
        } finally {
            user.destroyForcibly().waitFor();
        }
        assertThat(mounted).isEmptyDirectory();
    }

    @Test
    void whatCannotBeUsedIsTold() throws Exception {
        assertThat(target(temporary.resolve("missing")).needs()).singleElement().asString().contains("is not there");
        Path file = Files.createFile(temporary.resolve("file"));
        assertThat(target(file).needs()).singleElement().asString().contains("is no directory");
        assertThat(target(mounted).needs()).isEmpty();
        Commands.run("mount", "-o", "remount,ro", mounted.toString());
        assertThat(target(mounted).needs()).singleElement().asString().contains("mounted read-only (tmpfs)",
                "remount,rw " + mounted);
    }

    @Test
    void oneDirectoryUnderTwoNamesIsTold() throws Exception {
        Path inner = Files.createDirectory(mounted.resolve("inner"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), mounted);
        Path bound = Files.createDirectory(temporary.resolve("bound"));
        Commands.run("mount", "--bind", mounted.toString(), bound.toString());
        for (Path same : List.of(mounted, inner, link, bound)) {
            assertThat(Targets.overlaps(List.of(target(mounted), new PathTarget("other", same)), work)).as("%s", same)
                    .singleElement().asString().startsWith("other: " + same).contains("of mine");
        }
        Path beside = Files.createDirectory(temporary.resolve("beside"));
        assertThat(Targets.overlaps(List.of(target(mounted), new PathTarget("other", beside)), work)).isEmpty();
    }

    @Test
    void theWorkDirectoryIsNoTargetOfItsOwn() throws Exception {
        Path within = Files.createDirectory(work.resolve("within"));
        assertThat(Targets.overlaps(List.of(target(work)), work)).singleElement().asString().contains("--work-dir");
        assertThat(Targets.overlaps(List.of(target(within)), work)).hasSize(1);
        assertThat(Targets.overlaps(List.of(target(temporary)), work)).isEmpty();
    }
}
