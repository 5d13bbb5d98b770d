package workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import workload.result.Outcome;
import workload.study.ResultStore;
import workload.study.Run;
import workload.study.Trial;
import workload.testing.Requirements;
import workload.testing.StudyProcess;

/** Runs that show what a comparison finds; a verdict depends on the machine, so no verdict is asserted. */
class CalibrateIT extends TinyStudies {
    @Test
    void comparesATargetWithItselfAndWithItsSlowedTwin() throws Exception {
        Requirements.root();
        List<String> arguments = List.of("calibrate", "tiny", "--rounds", "5", "--target", "tmpfs", "--after-remove",
                "0", "--work-dir", work.toString(), "--results", results.toString(), "--cache",
                temporary.resolve("cache").toString(), "--projects", temporary.resolve("projects.yaml").toString(),
                "--mirror", "tiny=" + temporary.resolve("tiny"));
        try (StudyProcess study = StudyProcess.start(HOME, arguments)) {
            assertThat(study.await()).as(study.output()).isBetween(0, 1);
            assertThat(study.output()).contains("A/A: ", "A/B: ");
        }

        List<Run> runs = runs();
        assertThat(runs).hasSize(2).allSatisfy(run -> {
            assertThat(run.info().targets()).containsExactly("a", "b");
            assertThat(run.info().arguments()).containsSubsequence("--against", "a").contains("tiny");
            assertThat(run.trials()).hasSize(10).allMatch(trial -> trial.outcome() == Outcome.OK);
            assertThat(run.trials()).extracting(trial -> trial.settings().negotiated().get("target"))
                    .containsOnly("tmpfs");
        });
        assertThat(slowed(runs.getFirst())).isEmpty();
        assertThat(slowed(runs.getLast())).hasSize(5).allMatch(trial -> trial.key().target().equals("b"))
                .allMatch(trial -> trial.settings().note().contains("slowed by 10 %"));
        assertNothingLeft();
    }

    @Test
    void roundsAreAppendedUntilTheIntervalIsNarrow() throws Exception {
        Requirements.root();
        try (StudyProcess study = start(List.of("--until", "99%", "--max-time", "4m", "--repetitions", "1", "--targets",
                "a=tmpfs,b=tmpfs", "tiny"))) {
            assertThat(study.await()).as(study.output()).isZero();
            assertThat(study.output()).contains("(--until 99%, at most 4m): the widest is ±");
        }

        Run run = runs().getFirst();
        assertThat(run.info().until()).isEqualTo("99%, at most 4m");
        assertThat(run.info().planned()).isEqualTo(2);
        assertThat(run.trials()).hasSizeGreaterThanOrEqualTo(10).extracting(Trial::key).doesNotHaveDuplicates();
        assertNothingLeft();
    }

    private List<Run> runs() throws Exception {
        List<Run> runs = new ArrayList<>();
        try (Stream<Path> folders = Files.list(results)) {
            for (Path folder : folders.sorted().toList()) {
                runs.add(ResultStore.read(folder));
            }
        }
        return runs;
    }

    private static List<Trial> slowed(Run run) {
        return run.trials().stream()
                .filter(trial -> "slowed by 10 %".equals(trial.settings().negotiated().get("builds")))
                .toList();
    }
}
