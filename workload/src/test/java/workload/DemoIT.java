package workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import workload.plan.Projects;
import workload.run.RunFolder;
import workload.study.ResultStore;
import workload.testing.StudyProcess;

/** The demo, with a project of the user in place of its own. */
class DemoIT extends TinyStudies {
    @Test
    void oneRoundOnThreeTargets() throws Exception {
        require("memfs");
        try (StudyProcess demo = StudyProcess.start(HOME, arguments())) {
            assertThat(demo.await()).as(demo.output()).isZero();
            assertThat(demo.output()).contains("Report: ");
        }
        Path folder = RunFolder.newest(results);
        assertThat(ResultStore.read(folder).trials()).extracting(trial -> trial.key().target())
                .containsExactlyInAnyOrder("disk", "tmpfs", "memfs");
        assertThat(folder.resolve("report/index.html")).isNotEmptyFile();
        assertNothingLeft();
    }

    private List<String> arguments() throws Exception {
        Path file = Files.writeString(temporary.resolve("demo.yaml"), """
                projects:
                  %s:
                    repository: https://example.invalid/tiny.git
                    ref: main
                    packages: [make]
                    steps: [{name: make, command: make}]
                    artefacts: [{command: ./hello, expect: hello}]
                """.formatted(Projects.DEMO));
        return List.of("demo", "--work-dir", work.toString(), "--results", results.toString(), "--cache",
                temporary.resolve("cache").toString(), "--projects", file.toString(), "--mirror",
                Projects.DEMO + "=" + temporary.resolve("tiny"));
    }
}
