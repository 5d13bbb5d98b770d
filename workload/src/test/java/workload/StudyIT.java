package workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import workload.result.Outcome;
import workload.study.PhaseName;
import workload.study.ResultStore;
import workload.study.Run;
import workload.study.Trial;
import workload.run.RunFolder;
import workload.testing.Await;
import workload.testing.Requirements;
import workload.testing.StudyProcess;

/** Whole studies of tiny projects through the command line. */
class StudyIT extends TinyStudies {
    @Test
    void everyPhaseIsTimedAndTheTreesAreEqualOnDiskAndTmpfs() throws Exception {
        Run run = studyOnAsAUser("disk,tmpfs");

        assertThat(run.environments().values()).allSatisfy(machine -> assertThat(machine.tools())
                .containsKeys("gcc", "git", "jgit", "make", "memfs-study", "sed", "sh"));
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

    private static Trial firstOn(String target, Run run) {
        return run.trials().stream().filter(trial -> trial.key().target().equals(target)).findFirst().orElseThrow();
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
            assertThat(study.output()).contains("0 of 1 trial done", "--resume");
        }
        assertBuildEnded();
        assertNothingLeft();
        Path folder = RunFolder.newest(results);
        assertThat(ResultStore.read(folder).trials()).isEmpty();
        assertAnotherMachineIsRefused(folder);
        resume(folder, "--mixed");
    }

    private void assertAnotherMachineIsRefused(Path folder) throws Exception {
        Path head = folder.resolve("run.json");
        Files.writeString(head, Files.readString(head).replaceFirst("(\"kernel\" : )\"[^\"]*\"", "$1\"0.0.1\""));
        try (StudyProcess study = StudyProcess.start(HOME,
                List.of("--results", results.toString(), "--resume", folder.getFileName().toString()))) {
            assertThat(study.await()).as(study.output()).isEqualTo(1);
            assertThat(study.output()).contains("can't be compared", "kernel ", "(before: 0.0.1)", "--mixed");
        }
        assertOtherStepsAreRefused(folder);
    }

    private void assertOtherStepsAreRefused(Path folder) throws Exception {
        Path head = folder.resolve("run.json");
        String recorded = Files.readString(head);
        Files.writeString(head, recorded.replaceFirst("(\"waiting\" : )\"[0-9a-f]{64}\"", "$1\"0\""));
        try (StudyProcess study = StudyProcess.start(HOME,
                List.of("--results", results.toString(), "--resume", folder.getFileName().toString(), "--mixed"))) {
            assertThat(study.await()).as(study.output()).isEqualTo(1);
            assertThat(study.output()).contains("built waiting by other steps");
        }
        Files.writeString(head, recorded);
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
        assertThat(resume(RunFolder.newest(results))).contains("left by an earlier trial");
        assertNothingLeft();
    }

    /** The build's processes are in no one's care but that of their own group. */
    private void assertBuildEnded() throws IOException {
        Await.end(Long.parseLong(Files.readString(signals.resolve("pid")).strip()));
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
}
