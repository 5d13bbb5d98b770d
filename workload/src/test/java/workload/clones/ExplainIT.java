package workload.clones;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workload.corpus.JGitSetup;
import workload.explain.Arm.Content;
import workload.explain.Arm.Lookups;
import workload.explain.Arm;
import workload.explain.Arms;
import workload.explain.Counts;
import workload.explain.ExplainStore;
import workload.explain.Explanation;
import workload.explain.Measurement.Outcome;
import workload.explain.Measurement;
import workload.os.Mounts;
import workload.target.TargetSpec;
import workload.target.Targets;
import workload.testing.Await;
import workload.testing.Requirements;
import workload.testing.StudyProcess;

/** The whole experiment on a tiny project, through the command line. */
@Timeout(600)
class ExplainIT {
    private static final Path HOME = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();
    private static final String PROJECT = """
            projects:
              tiny:
                description: a few files
                repository: https://example.invalid/tiny.git
                ref: main
                packages: [make]
                steps:
                  - {name: make, command: make}
                artefacts:
                  - {command: ./hello, expect: hello}
            """;

    @TempDir
    Path temporary;

    private Path results;

    @BeforeEach
    void makeProject() throws Exception {
        Requirements.root();
        for (String name : List.of("memfs", "memfs-jnr")) {
            Requirements.require(Targets.of(new TargetSpec(name, List.of()), HOME).needs());
        }
        results = temporary.resolve("results");
        Files.writeString(temporary.resolve("projects.yaml"), PROJECT);
        JGitSetup.isolate(temporary.resolve("home"));
        Path repository = temporary.resolve("tiny");
        try (Git git = Git.init().setDirectory(repository.toFile()).setInitialBranch("main").call()) {
            for (int i = 0; i < 3; i++) {
                Files.writeString(repository.resolve("file-" + i), Integer.toString(i).repeat(20_000));
                git.add().addFilepattern(".").call();
                git.commit().setMessage("One more").setSign(false).setAuthor("a", "a@b").setCommitter("a", "a@b")
                        .call();
            }
        }
    }

    @Test
    void everyArmIsClonedAndCounted() throws Exception {
        try (StudyProcess explain = start()) {
            assertThat(explain.await()).as(explain.output()).isZero();
            assertThat(explain.output()).contains("This takes about", "The clone of tiny takes", "Report: ");
        }
        Explanation raw = ExplainStore.read(folder());
        assertThat(raw.measurements()).hasSize(Arms.all().size()).allMatch(Measurement::isWhole);
        assertThat(raw.targets().get(Arms.ORIGINAL.label())).containsEntry("max_write", 4096)
                .containsEntry("content", "contiguous");
        Counts original = counts(raw, Arms.ORIGINAL);
        assertThat(original.copiedBytes()).isPositive();
        assertThat(original.writtenBytes()).isGreaterThan(60_000);
        assertThat(counts(raw, Arms.ORIGINAL.with(Content.PAGED)).copiedBytes()).isZero();
        assertThat(counts(raw, Arms.ORIGINAL.with(Lookups.ONCE)).lookups()).isLessThan(original.lookups());
        assertThat(counts(raw, Arms.OURS).writes()).isLessThan(original.writes());
        assertThat(counts(raw, Arms.ORIGINAL_THROUGH_JNR)).matches(jnr -> jnr.messages() == null && jnr.writes() > 0);
        assertThat(folder().resolve("index.html")).isNotEmptyFile();
        assertThat(folder().resolve("waterfall.png")).isNotEmptyFile();
        assertNothingLeft();
    }

    private static Counts counts(Explanation raw, Arm arm) {
        return raw.measurements().stream().filter(clone -> clone.arm().equals(arm)).findFirst().orElseThrow().counts();
    }

    @Test
    void aServerThatDiesFailsItsCloneOnlyAndAnInterruptKeepsTheOthers() throws Exception {
        try (StudyProcess explain = start()) {
            ProcessHandle self = ProcessHandle.of(explain.pid()).orElseThrow();
            Await.until(() -> servers(self).findAny().isPresent(), "a server");
            servers(self).forEach(ProcessHandle::destroyForcibly);
            Await.until(() -> outcomes().contains(Outcome.FAILED) && outcomes().contains(Outcome.OK),
                    "a clone that failed, and one after it");
            explain.interrupt();
            assertThat(explain.await()).as(explain.output()).isEqualTo(130);
            assertThat(explain.output()).contains("Interrupted: the clones that are done", "are kept in", "--redraw");
        }
        assertNothingLeft();
        try (StudyProcess redraw = StudyProcess.start(HOME, List.of("explain", "clone", "--results",
                results.toString(), "--redraw", folder().getParent().getFileName().toString()))) {
            assertThat(redraw.await()).as(redraw.output()).isZero();
        }
        assertThat(folder().resolve("report.md")).content().contains("FAILED");
    }

    private static Stream<ProcessHandle> servers(ProcessHandle self) {
        return self.descendants()
                .filter(child -> child.info().commandLine().map(line -> line.contains("memfs.jar")).orElse(false));
    }

    private List<Outcome> outcomes() {
        try {
            return ExplainStore.read(folder()).measurements().stream().map(Measurement::outcome).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder() throws IOException {
        try (Stream<Path> runs = Files.list(results)) {
            return runs.findFirst().orElseThrow().resolve("explain");
        }
    }

    private StudyProcess start() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("explain", "clone", "--quick", "--work-dir",
                temporary.resolve("work").toString(), "--results", results.toString(), "--cache",
                temporary.resolve("cache").toString(), "--projects", temporary.resolve("projects.yaml").toString(),
                "--mirror", "tiny=" + temporary.resolve("tiny"), "tiny"));
        return StudyProcess.start(HOME, arguments);
    }

    private void assertNothingLeft() throws IOException {
        Path work = temporary.resolve("work");
        assertThat(Mounts.below(work)).isEmpty();
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).containsExactly(work.resolve("lock"));
        }
    }
}
