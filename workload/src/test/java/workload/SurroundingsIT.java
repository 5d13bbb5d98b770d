package workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import workload.result.Outcome;
import workload.study.ResultStore;
import workload.study.Run;
import workload.study.Trial;
import workload.run.RunFolder;
import workload.testing.Await;
import workload.testing.StudyProcess;

/** A study is the same, however it is started: by a hook, nohup, a service, or in a shell's background. */
class SurroundingsIT extends TinyStudies {
    private static final long HUP_AND_INT = 1 | 1 << 1;

    /** Variables that git sets for a hook and for `git -c`, and others that some users set; every engine clones the same tree. */
    @Test
    void theEnvironmentOfAHookOfAnotherRepositoryChangesNothing() throws Exception {
        try (StudyProcess study = startThrough(List.of(), hookOf(otherRepository()),
                List.of("--quick", "--targets", "disk", "--clone", "jgit,git,archive", "tiny"))) {
            assertThat(study.await()).as(study.output()).isZero();
        }
        Run run = ResultStore.read(RunFolder.newest(results));
        assertThat(run.trials()).hasSize(3).allMatch(trial -> trial.outcome() == Outcome.OK);
        assertThat(run.trials()).extracting(Trial::treeHash).containsOnly(run.info().corpora().getFirst().tree());
    }

    private static Map<String, String> hookOf(Path other) {
        Map<String, String> hook = new HashMap<>();
        for (String directory : List.of("GIT_DIR", "GIT_COMMON_DIR")) {
            hook.put(directory, other.resolve(".git").toString());
        }
        hook.put("GIT_WORK_TREE", other.toString());
        hook.put("GIT_INDEX_FILE", other.resolve(".git/index").toString());
        hook.put("GIT_OBJECT_DIRECTORY", other.resolve(".git/objects").toString());
        hook.put("GIT_ALTERNATE_OBJECT_DIRECTORIES", other.resolve(".git/objects").toString());
        hook.put("GIT_NAMESPACE", "other");
        hook.put("GIT_CONFIG_COUNT", "1");
        hook.put("GIT_CONFIG_KEY_0", "core.autocrlf");
        hook.put("GIT_CONFIG_VALUE_0", "true");
        hook.put("GIT_CONFIG_PARAMETERS", "'core.bare'='true'");
        hook.put("GIT_TRACE", "1");
        hook.put("MAKEFLAGS", "-n");
        hook.put("JAVA_TOOL_OPTIONS", "-Dof=hook");
        return hook;
    }

    private Path otherRepository() throws Exception {
        Path other = temporary.resolve("other");
        try (Git git = Git.init().setDirectory(other.toFile()).setInitialBranch("main").call()) {
            Files.writeString(other.resolve("file"), "of the other");
            git.add().addFilepattern(".").call();
            git.commit().setMessage("Another").setSign(false).setAuthor("a", "a@b").setCommitter("a", "a@b").call();
        }
        return other;
    }

    /** By convention an ignored signal stays ignored; but not in the builds that the harness starts. */
    @Test
    void aSignalThatTheStudyWasStartedToIgnoreStaysIgnored() throws Exception {
        List<String> ignoring = List.of("sh", "-c", "trap '' HUP INT; exec \"$@\"", "sh");
        try (StudyProcess study = startThrough(ignoring, Map.of(),
                List.of("--quick", "--targets", "disk", "waiting"))) {
            Await.file(signals.resolve("pid"));
            assertThat(ignored(study.pid()) & HUP_AND_INT).isEqualTo(HUP_AND_INT);
            assertThat(ignored(build()) & HUP_AND_INT).isZero();
            study.interrupt();
            study.terminate();
            assertThat(study.await()).as(study.output()).isEqualTo(143);
            assertThat(study.output()).contains("0 of 1 trial done", "--resume");
        }
        Await.end(build());
        assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec \"$@\" </dev/null", "exec setsid --wait nohup \"$@\" <&-",
            "true | \"$@\""})
    void noInputAndNoTerminalIsNeeded(String start) throws Exception {
        try (StudyProcess study = startThrough(List.of("sh", "-c", start, "sh"), Map.of(),
                List.of("--quick", "--targets", "tmpfs", "tiny"))) {
            assertThat(study.await()).as(study.output()).isZero();
        }
        assertNothingLeft();
    }

    private long build() throws IOException {
        return Long.parseLong(Files.readString(signals.resolve("pid")).strip());
    }

    /** The mask of signals; proc_pid_status(5). */
    private static long ignored(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16)).findFirst().orElseThrow();
    }
}
