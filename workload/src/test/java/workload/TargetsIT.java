package workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import workload.os.Commands;
import workload.os.Mounts;
import workload.result.Outcome;
import workload.study.ResultStore;
import workload.study.Run;
import workload.study.Trial;
import workload.run.RunFolder;
import workload.testing.Await;
import workload.testing.Requirements;
import workload.testing.StudyProcess;

/** Whole studies on targets that the user defines. */
class TargetsIT extends TinyStudies {
    private Path small;
    private String mine;

    @BeforeEach
    void mountASmallOne() throws Exception {
        Requirements.root();
        require("memfs");
        small = Files.createDirectory(temporary.resolve("small"));
        Commands.run("mount", "-t", "tmpfs", "-o", "size=16k", "targets-it", small.toString());
        mine = "mine=cmd: echo $$ >" + signals + "/server; exec " + HOME.resolve("memfs/bin/memfs") + " {mount}";
    }

    @AfterEach
    void unmount() throws Exception {
        for (Mounts.Mount mount : Mounts.below(temporary)) {
            Mounts.detach(mount);
        }
    }

    @Test
    void aMountedPathIsATarget() throws Exception {
        Commands.run("mount", "-o", "remount,size=64m", small.toString());
        Trial trial = firstOn("path", studyOn("disk,path=" + small));
        assertThat(trial.settings().negotiated()).containsEntry("path", small.toString());
        assertThat(trial.settings().serverPid()).isNull();
        assertThat(small).isEmptyDirectory();
    }

    @Test
    void aCommandIsATargetWithItsMemoryAndCpuTime() throws Exception {
        Trial trial = firstOn("mine", studyOn("disk", "--target", mine));
        assertThat(trial.peakRssBytes()).isGreaterThanOrEqualTo(trial.rssAtMountBytes());
        assertThat(trial.rssAtMountBytes()).isGreaterThan(10 << 20);
        assertThat(trial.phases()).allMatch(phase -> phase.serverCpuNanos() >= 0);
    }

    @Test
    void aTargetWithTwoLabelsIsTwoArms() throws Exception {
        Run run = studyOn("a=memfs:noxattr,b=memfs");
        assertThat(firstOn("a", run).settings().negotiated()).containsEntry("target", "memfs:noxattr")
                .containsEntry("xattr", false);
        assertThat(firstOn("b", run).settings().negotiated()).containsEntry("target", "memfs")
                .containsEntry("xattr", true);
        assertThat(firstOn("b", run).phases()).allMatch(phase -> phase.serverCpuNanos() >= 0);
    }

    private static Trial firstOn(String target, Run run) {
        return run.trials().stream().filter(trial -> trial.key().target().equals(target)).findFirst().orElseThrow();
    }

    @Test
    void aFullOneAndOneThatDoesNotMountAreRowsAndTheRunGoesOn() throws Exception {
        List<String> arguments = List.of("--quick", "--targets", "full=" + small, "--target",
                "dead=cmd: echo the reason; exit 5 # {mount}", "--target", mine, "tiny");
        try (StudyProcess study = start(arguments)) {
            assertThat(study.await()).as(study.output()).isEqualTo(3);
        }
        Path folder = RunFolder.newest(results);
        Run run = ResultStore.read(folder);
        assertThat(firstOn("mine", run).outcome()).isEqualTo(Outcome.OK);
        assertThat(firstOn("full", run).outcome()).isEqualTo(Outcome.CLONE_FAILED);
        Trial dead = firstOn("dead", run);
        assertThat(dead.outcome()).isEqualTo(Outcome.CLONE_FAILED);
        assertThat(dead.message()).contains("status 5", "the reason");
        assertThat(folder.resolve(dead.logFile())).content().contains("the reason");
        assertThat(small).isEmptyDirectory();
        assertNothingLeft();
    }

    @Test
    void aServerEndsWithAHarnessThatIsKilledAndTheNextRunClearsAway() throws Exception {
        try (StudyProcess study = start(List.of("--quick", "--target", mine, "waiting"))) {
            Await.file(signals.resolve("pid"));
            study.kill();
            study.await();
        }
        Await.end(Long.parseLong(Files.readString(signals.resolve("server")).strip()));
        assertThat(resume(RunFolder.newest(results))).contains("left by an earlier trial");
        assertNothingLeft();
    }

    @Test
    void oneDirectoryTwiceIsRefusedBeforeAnythingStarts() throws Exception {
        try (StudyProcess study = start(List.of("--targets", "one=" + small + ",two=" + small, "tiny"))) {
            assertThat(study.await()).isEqualTo(1);
            assertThat(study.output()).contains("are the same directory").hasLineCount(1);
        }
        assertThat(results).doesNotExist();
    }
}
