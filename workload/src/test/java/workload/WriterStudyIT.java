package workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import workload.os.Commands;
import workload.study.PhaseName;
import workload.study.Run;
import workload.run.RunFolder;
import workload.testing.Requirements;
import workload.testing.StudyProcess;
import workload.writers.WriterPhase;
import workload.testing.Schemas;
import workload.writers.WriterTrial;

/** Whole studies that count writes by program. */
class WriterStudyIT extends TinyStudies {
    @BeforeEach
    void needs() throws Exception {
        require("memfs");
        Requirements.require(Commands.exists("strace") ? List.of() : List.of("needs strace"));
    }

    @Test
    void writesAreCountedByProgramAtBothPlaces() throws Exception {
        Run run = studyOn("disk,tmpfs", "--writers");
        Path folder = RunFolder.newest(results);
        WriterTrial writers = WriterTrial.readAll(folder, new ArrayList<>()).getFirst();
        Schemas.assertValid("writers", WriterTrial.file(folder, writers.project(), ".json"));
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
        try (StudyProcess study = start(List.of("--quick", "--targets", "disk", "--writers", "broken"))) {
            assertThat(study.await()).as(study.output()).isEqualTo(3);
            assertThat(study.output()).contains("writers of broken");
        }
        WriterTrial writers = WriterTrial.readAll(RunFolder.newest(results), new ArrayList<>()).getFirst();
        assertThat(writers.failure()).contains("step 'make' ended with status 2");
        assertThat(writers.phases()).hasSize(2);
        assertNothingLeft();
    }
}
