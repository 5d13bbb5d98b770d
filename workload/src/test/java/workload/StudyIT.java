package workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import workload.corpus.JGitSetup;
import workload.os.Commands;
import workload.os.Mounts;
import workload.result.Outcome;
import workload.result.PhaseName;
import workload.result.PhaseResult;
import workload.result.ResultStore;
import workload.result.Run;
import workload.result.Trial;
import workload.result.WriterPhase;
import workload.result.WriterTrial;
import workload.run.RunFolder;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.target.Targets;
import workload.testing.Await;
import workload.testing.Requirements;
import workload.testing.StudyProcess;

/** Whole studies of tiny projects through the command line. */
@Timeout(600)
class StudyIT {
    private static final Path HOME = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();
    private static final String PROJECTS = """
            projects:
              tiny:
                description: a program that is copied
                repository: https://example.invalid/tiny.git
                ref: main
                packages: [make]
                steps:
                  - {name: make, command: 'make -j"$JOBS"'}
                artefacts:
                  - {command: ./hello, expect: '^hello$'}
              broken:
                description: does not build
                repository: https://example.invalid/tiny.git
                ref: main
                packages: [make]
                steps:
                  - {name: make, command: 'echo the reason >&2; make no-such-target'}
                artefacts:
                  - {command: ./hello, expect: hello}
              dishonest:
                description: builds something else
                repository: https://example.invalid/tiny.git
                ref: main
                packages: [make]
                steps:
                  - {name: make, command: make}
                artefacts:
                  - {command: ./hello, expect: goodbye}
              touching:
                description: uses its file system until that is gone
                repository: https://example.invalid/tiny.git
                ref: main
                packages: [make]
                steps:
                  - {name: touch, command: 'touch SIGNALS/pid; while touch file; do :; done; exit 9'}
                artefacts:
                  - {command: ./hello, expect: hello}
              checking:
                description: is built, and then checked without an end
                repository: https://example.invalid/tiny.git
                ref: main
                packages: [make]
                steps:
                  - {name: make, command: make}
                artefacts:
                  - {command: 'echo $$ >SIGNALS/new; mv SIGNALS/new SIGNALS/pid; exec sleep 600', expect: hello}
              waiting:
                description: waits until it is told to go on
                repository: https://example.invalid/tiny.git
                ref: main
                packages: [make]
                steps:
                  - name: wait
                    command: |
                      if [ ! -e SIGNALS/go ]; then
                        sh -c 'echo $$ >SIGNALS/new; mv SIGNALS/new SIGNALS/pid; exec sleep 600'
                      fi
                  - {name: make, command: make}
                artefacts:
                  - {command: ./hello, expect: hello}
            """;

    @TempDir
    Path temporary;

    private Path work;
    private Path results;
    private Path signals;

    @BeforeEach
    void makeProjects() throws Exception {
        work = temporary.resolve("work");
        results = temporary.resolve("results");
        signals = Files.createDirectory(temporary.resolve("signals"));
        Files.writeString(temporary.resolve("projects.yaml"), PROJECTS.replace("SIGNALS", signals.toString()));
        JGitSetup.isolate(temporary.resolve("home"));
        Path repository = temporary.resolve("tiny");
        try (Git git = Git.init().setDirectory(repository.toFile()).setInitialBranch("main").call()) {
            Files.writeString(repository.resolve("Makefile"), "hello: src/hello.sh\n\tcp $< $@\n\tchmod +x $@\n");
            Files.writeString(Files.createDirectory(repository.resolve("src")).resolve("hello.sh"),
                    "#!/bin/sh\necho hello\n");
            git.add().addFilepattern(".").call();
            git.commit().setMessage("Says hello").setSign(false).setAuthor("a", "a@b").setCommitter("a", "a@b").call();
        }
    }

    @Test
    void everyPhaseIsTimedAndTheTreesAreEqualOnDiskAndTmpfs() throws Exception {
        studyOn("disk,tmpfs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memfs", "memfs-jnr"})
    void memfsToo(String target) throws Exception {
        require(target);
        Run run = studyOn("disk," + target, "--ops");
        Trial memfs = firstOn(target, run);
        assertThat(memfs.peakRssBytes()).isGreaterThanOrEqualTo(memfs.rssAtMountBytes());
        assertThat(memfs.settings().negotiated()).containsKey("max_write");
        Path folder = RunFolder.newest(results);
        assertThat(folder.resolve(memfs.samplesFile())).isNotEmptyFile();
        assertThat(folder.resolve(memfs.opsFile())).content().contains("\"write\"");
    }

    @Test
    void memfsCountsTheMessagesOfEachPhase() throws Exception {
        require("memfs");
        Trial memfs = firstOn("memfs", studyOn("disk,memfs"));
        assertThat(phase(memfs, PhaseName.CLONE).messages()).containsKeys("LOOKUP", "MKDIR", "WRITE")
                .doesNotContainKey("INIT");
        assertThat(phase(memfs, PhaseName.REMOVE).messages()).containsKeys("UNLINK", "RMDIR")
                .doesNotContainKey("MKDIR");
        assertThat(memfs.phases()).allMatch(phase -> phase.serverCpuNanos() >= 0);
        Path folder = RunFolder.newest(results);
        assertThat(folder.resolve(memfs.opsFile())).content().contains("\"messages\"").doesNotContain("latencyNanos");
        assertThat(folder.resolve("report/report.md")).content().contains("tiny on memfs, repetition 1", "| UNLINK |");
    }

    @Test
    void memfsJnrCountsNoMessages() throws Exception {
        require("memfs-jnr");
        assertThat(firstOn("memfs-jnr", studyOn("disk,memfs-jnr")).phases()).allMatch(p -> p.messages() == null);
    }

    @Test
    void writesAreCountedByProgramAtBothPlaces() throws Exception {
        require("memfs");
        Requirements.require(Commands.exists("strace") ? List.of() : List.of("needs strace"));
        Run run = studyOn("disk,tmpfs", "--writers");
        Path folder = RunFolder.newest(results);
        WriterTrial writers = WriterTrial.readAll(folder, new ArrayList<>()).getFirst();
        assertThat(writers.failure()).isNull();
        assertThat(writers.phases()).extracting(WriterPhase::name).containsExactly("clone by jgit", "clone by git",
                "build");
        assertThat(writers.phases().get(0).server()).containsOnlyKeys("JGit");
        assertThat(writers.phases().get(1).application()).containsOnlyKeys("git");
        assertThat(writers.phases().get(1).server()).containsOnlyKeys("git");
        long bytes = phase(run.trials().getFirst(), PhaseName.BUILD).tree().bytes()
                - phase(run.trials().getFirst(), PhaseName.CLONE).tree().bytes();
        assertThat(writers.phases().get(2).application()).isEqualTo(Map.of("cp", Map.of(bytes, 1L)));
        assertThat(folder.resolve("report/report.md")).content().contains("Writes of tiny, build");
        assertThat(folder.resolve("writers")).isDirectoryContaining("glob:**/tiny.json");
    }

    @Test
    void writersOfABuildThatFailsAreAFailure() throws Exception {
        require("memfs");
        Requirements.require(Commands.exists("strace") ? List.of() : List.of("needs strace"));
        try (StudyProcess study = start(List.of("--quick", "--targets", "disk", "--writers", "broken"))) {
            assertThat(study.await()).as(study.output()).isEqualTo(3);
            assertThat(study.output()).contains("writers of broken");
        }
        WriterTrial writers = WriterTrial.readAll(RunFolder.newest(results), new ArrayList<>()).getFirst();
        assertThat(writers.failure()).contains("step 'make' ended with status 2");
        assertThat(writers.phases()).hasSize(2);
        assertNothingLeft();
    }

    private static void require(String target) throws TargetException {
        Requirements.require(Targets.of(new TargetSpec(target, List.of()), HOME).needs());
    }

    private static Trial firstOn(String target, Run run) {
        return run.trials().stream().filter(trial -> trial.key().target().equals(target)).findFirst().orElseThrow();
    }

    private Run studyOn(String targets, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--repetitions", "2", "--targets", targets));
        arguments.addAll(List.of(more));
        arguments.add("tiny");
        try (StudyProcess study = start(arguments)) {
            assertThat(study.await()).as(study.output()).isZero();
        }
        Path folder = RunFolder.newest(results);
        Run run = ResultStore.read(folder);
        assertThat(run.trials()).hasSize(4).allMatch(trial -> trial.outcome() == Outcome.OK);
        assertThat(run.trials()).extracting(Trial::treeHash).containsOnly(run.info().corpora().getFirst().tree());
        for (PhaseName phase : List.of(PhaseName.CLONE, PhaseName.BUILD, PhaseName.REMOVE)) {
            assertThat(run.trials()).extracting(trial -> phase(trial, phase).tree().bytes()).containsOnly(
                    phase(run.trials().getFirst(), phase).tree().bytes());
            assertThat(run.trials()).allMatch(trial -> phase(trial, phase).nanos() > 0);
        }
        assertThat(folder.resolve("report/index.html")).isNotEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("results.csv"))).hasSize(5);
        assertNothingLeft();
        return run;
    }

    private static PhaseResult phase(Trial trial, PhaseName name) {
        return trial.phases().stream().filter(phase -> phase.name() == name).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memfs", "memfs-jnr"})
    void aServerKilledInTheMiddleFailsItsTrialOnly(String target) throws Exception {
        require(target);
        try (StudyProcess study = start(List.of("--quick", "--targets", target, "touching", "tiny"))) {
            Await.file(signals.resolve("pid"));
            ProcessHandle.of(study.pid()).orElseThrow().descendants().filter(StudyIT::isMemfs)
                    .forEach(ProcessHandle::destroyForcibly);
            assertThat(study.await()).as(study.output()).isEqualTo(3);
        }
        List<Trial> trials = ResultStore.read(RunFolder.newest(results)).trials();
        assertThat(trials).hasSize(2).filteredOn(trial -> trial.outcome() == Outcome.OK).singleElement()
                .matches(trial -> trial.key().project().equals("tiny"));
        assertThat(trials).filteredOn(trial -> trial.outcome() == Outcome.BUILD_FAILED).singleElement()
                .matches(trial -> trial.message().contains("ended with status 137 in the middle of the trial"));
        assertNothingLeft();
    }

    private static boolean isMemfs(ProcessHandle process) {
        return process.info().commandLine().map(line -> line.contains("memfs.jar")).orElse(false);
    }

    @Test
    void everyCloneEngineMakesTheSameTree() throws Exception {
        try (StudyProcess study = start(
                List.of("--quick", "--targets", "disk", "--clone", "jgit,git,archive", "tiny"))) {
            assertThat(study.await()).as(study.output()).isZero();
        }
        assertThat(ResultStore.read(RunFolder.newest(results)).trials()).hasSize(3).extracting(Trial::treeHash)
                .doesNotContainNull().matches(hashes -> hashes.stream().distinct().count() == 1);
    }

    @Test
    void aFailedTrialIsARowWithItsLogAndTheRunGoesOn() throws Exception {
        try (StudyProcess study = start(List.of("--quick", "--targets", "disk", "tiny", "broken", "dishonest"))) {
            assertThat(study.await()).as(study.output()).isEqualTo(3);
            assertThat(study.output()).contains("broken on disk #1 (BUILD_FAILED)", "dishonest on disk #1 (INVALID)");
        }
        Path folder = RunFolder.newest(results);
        List<Trial> trials = ResultStore.read(folder).trials();
        assertThat(trials).hasSize(3).filteredOn(trial -> trial.outcome() == Outcome.OK).singleElement()
                .matches(trial -> trial.key().project().equals("tiny"));
        Trial broken = trials.stream().filter(trial -> trial.key().project().equals("broken")).findFirst()
                .orElseThrow();
        assertThat(broken.phases()).isEmpty();
        assertThat(broken.message()).contains("step 'make' ended with status 2");
        assertThat(folder.resolve(broken.logFile())).content().contains("the reason");
    }

    @Test
    void aBuildOverItsLimitIsKilledWhole() throws Exception {
        try (StudyProcess study = start(
                List.of("--quick", "--targets", "disk", "--build-limit", "1s", "waiting"))) {
            assertThat(study.await()).as(study.output()).isEqualTo(3);
        }
        assertThat(ResultStore.read(RunFolder.newest(results)).trials()).singleElement()
                .matches(trial -> trial.outcome() == Outcome.TIMEOUT)
                .matches(trial -> trial.message().contains("limit of 1 s"));
        assertNothingLeft();
    }

    @Test
    void anInterruptedRunLeavesNothingAndCanBeResumed() throws Exception {
        Requirements.root();
        try (StudyProcess study = start(List.of("--quick", "--targets", "tmpfs", "waiting"))) {
            Await.file(signals.resolve("pid"));
            study.interrupt();
            assertThat(study.await()).as(study.output()).isEqualTo(130);
            assertThat(study.output()).contains("0 of 1 trials are done", "--resume");
        }
        assertBuildEnded();
        assertNothingLeft();
        Path folder = RunFolder.newest(results);
        assertThat(ResultStore.read(folder).trials()).isEmpty();
        resume(folder);
    }

    @Test
    void aValidationThatIsInterruptedIsNoFailedTrial() throws Exception {
        try (StudyProcess study = start(List.of("--quick", "--targets", "disk", "checking"))) {
            Await.file(signals.resolve("pid"));
            study.interrupt();
            assertThat(study.await()).as(study.output()).isEqualTo(130);
        }
        assertBuildEnded();
        assertNothingLeft();
        assertThat(ResultStore.read(RunFolder.newest(results)).trials()).isEmpty();
    }

    @Test
    void aValidationEndsWithARunThatIsKilled() throws Exception {
        try (StudyProcess study = start(List.of("--quick", "--targets", "disk", "checking"))) {
            Await.file(signals.resolve("pid"));
            study.kill();
            study.await();
        }
        assertBuildEnded();
    }

    @Test
    void aKilledRunIsCleanedUpByTheNext() throws Exception {
        Requirements.root();
        try (StudyProcess study = start(List.of("--quick", "--targets", "tmpfs", "waiting"))) {
            Await.file(signals.resolve("pid"));
            study.kill();
            study.await();
        }
        assertBuildEnded();
        assertThat(resume(RunFolder.newest(results))).contains("left by an earlier run that was killed");
        assertNothingLeft();
    }

    /** The build's processes are in no one's care but that of their own group. */
    private void assertBuildEnded() throws IOException {
        Await.end(Long.parseLong(Files.readString(signals.resolve("pid")).strip()));
    }

    private String resume(Path folder) throws Exception {
        Files.createFile(signals.resolve("go"));
        List<String> arguments = List.of("--results", results.toString(), "--resume", folder.getFileName().toString());
        try (StudyProcess study = StudyProcess.start(HOME, arguments)) {
            assertThat(study.await()).as(study.output()).isZero();
            assertThat(ResultStore.read(folder).trials()).singleElement().matches(t -> t.outcome() == Outcome.OK);
            return study.output();
        }
    }

    @Test
    void aSecondRunInTheSameWorkDirectoryIsRefused() throws Exception {
        try (StudyProcess first = start(List.of("--quick", "--targets", "disk", "waiting"))) {
            Await.file(signals.resolve("pid"));
            try (StudyProcess second = start(List.of("--quick", "--targets", "disk", "tiny"))) {
                assertThat(second.await()).isEqualTo(1);
                assertThat(second.output()).contains("Another run (pid " + first.pid() + ")").hasLineCount(1);
            }
            first.interrupt();
            first.await();
        }
        assertBuildEnded();
        assertNothingLeft();
    }

    @Test
    void resultsThatCannotBeWrittenAreToldInOneSentence() throws Exception {
        Files.createFile(results);
        try (StudyProcess study = start(List.of("--quick", "--targets", "disk", "tiny"))) {
            assertThat(study.await()).isEqualTo(1);
            assertThat(study.output()).contains("choose another folder with --results").doesNotContain("\tat ");
        }
    }

    private StudyProcess start(List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--work-dir", work.toString(), "--results", results.toString(),
                "--after-remove", "1", "--cache", temporary.resolve("cache").toString(), "--projects",
                temporary.resolve("projects.yaml").toString()));
        for (String project : List.of("tiny", "broken", "dishonest", "touching", "checking", "waiting")) {
            all.addAll(List.of("--mirror", project + "=" + temporary.resolve("tiny")));
        }
        all.addAll(arguments);
        return StudyProcess.start(HOME, all);
    }

    private void assertNothingLeft() throws IOException {
        assertThat(Mounts.below(work)).isEmpty();
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).containsExactly(work.resolve("lock"));
        }
    }
}
