package workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import workload.os.Commands;
import workload.result.CorpusInfo;
import workload.result.Outcome;
import workload.study.ResultStore;
import workload.study.Run;
import workload.run.RunFolder;
import workload.testing.Requirements;
import workload.testing.StudyProcess;
import workload.writers.WriterTrial;

/** Whole studies of a tiny project that needs another repository inside of its tree. */
class PartsIT extends TinyStudies {
    private static final String WITH_PARTS = """
            projects:
              whole:
                description: greets, with what its part says
                repository: https://example.invalid/whole.git
                ref: main
                parts:
                  - {name: part, directory: DIRECTORY, repository: https://example.invalid/part.git, ref: main}
                packages: [make]
                steps:
                  - {name: make, command: 'make; cat lib/part/word >>hello'}
                artefacts:
                  - {command: cat hello, expect: 'of the part'}
            """;

    private Path file;

    @BeforeEach
    void makePart() throws Exception {
        file = temporary.resolve("parts.yaml");
        Files.writeString(file, WITH_PARTS.replace("DIRECTORY", "lib/part"));
        Path repository = temporary.resolve("part");
        try (Git git = Git.init().setDirectory(repository.toFile()).setInitialBranch("main").call()) {
            Files.writeString(repository.resolve("word"), "a word of the part\n");
            git.add().addFilepattern(".").call();
            git.commit().setMessage("A word").setSign(false).setAuthor("a", "a@b").setCommitter("a", "a@b").call();
        }
    }

    @Test
    void everyEngineClonesThePartsToo() throws Exception {
        try (StudyProcess study = studyOfWhole("--clone", "jgit,git,archive")) {
            assertThat(study.await()).as(study.output()).isZero();
        }
        Path folder = RunFolder.newest(results);
        Run run = ResultStore.read(folder);
        assertThat(run.info().corpora()).extracting(CorpusInfo::project).containsExactly("whole", "whole/part");
        String tree = run.info().corpora().getFirst().tree();
        assertThat(run.trials()).hasSize(3).allMatch(trial -> trial.outcome() == Outcome.OK)
                .allMatch(trial -> trial.treeHash().equals(tree));
        assertThat(folder.resolve("report/report.md")).content().contains("whole/part");
        assertNothingLeft();
    }

    @Test
    void aPlaceThatIsTakenIsOneSentenceBeforeAnyTrial() throws Exception {
        Files.writeString(file, WITH_PARTS.replace("DIRECTORY", "src"));
        assertRefused("The tree of whole at main has src already, where its part part is to be cloned");
        Files.writeString(file, WITH_PARTS.replace("DIRECTORY", "Makefile/part"));
        assertRefused("has Makefile already");
    }

    @Test
    void aRefThatThePartLacksIsOneSentenceBeforeAnyTrial() throws Exception {
        assertRefused("has no ref 'nosuch'", "--ref", "part=nosuch");
    }

    private void assertRefused(String sentence, String... more) throws Exception {
        try (StudyProcess study = studyOfWhole(more)) {
            assertThat(study.await()).as(study.output()).isEqualTo(1);
            assertThat(study.output().lines().toList().getLast()).contains(sentence);
            assertThat(study.output()).doesNotContain("\tat ");
        }
        assertThat(results).isEmptyDirectory();
        assertNothingLeft();
    }

    @Test
    void writersAreCountedInABuildThatNeedsItsPart() throws Exception {
        require("memfs");
        Requirements.require(Commands.exists("strace") ? List.of() : List.of("needs strace"));
        try (StudyProcess study = studyOfWhole("--writers")) {
            assertThat(study.await()).as(study.output()).isZero();
        }
        WriterTrial writers = WriterTrial.readAll(RunFolder.newest(results), new ArrayList<>()).getFirst();
        assertThat(writers.failure()).isNull();
        assertThat(writers.phases()).hasSize(3);
    }

    private StudyProcess studyOfWhole(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--quick", "--targets", "disk", "--projects", file.toString(),
                "--mirror", "whole=" + temporary.resolve("tiny"), "--mirror", "part=" + temporary.resolve("part")));
        arguments.addAll(List.of(more));
        arguments.add("whole");
        return start(arguments);
    }
}
