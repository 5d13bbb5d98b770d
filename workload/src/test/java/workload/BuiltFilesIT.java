package workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workload.manifest.Manifest;
import workload.manifest.ManifestFile;
import workload.study.FileDifference.Aspect;
import workload.study.FileDifference;
import workload.result.Outcome;
import workload.study.ResultStore;
import workload.study.Trial;
import workload.run.RunFolder;
import workload.testing.Await;
import workload.testing.Requirements;
import workload.testing.StudyProcess;

/** Whole studies whose builds leave this and that. */
class BuiltFilesIT extends TinyStudies {
    private static final List<String> EVERYWHERE = List.of("disk", "tmpfs", "memfs", "memfs-jnr");
    private static final String DIFFERS = "1 built file differs from those of disk #1: built-on (";
    private static final String MORE = """
              telling:
                description: writes down which file system it was built on
                repository: https://example.invalid/tiny.git
                ref: main
                packages: [make]
                steps:
                  - {name: make, command: 'make; stat -f -c %T . >built-on'}
                artefacts:
                  - {command: './hello; touch left-by-artefact', expect: hello}
              excused:
                description: the same, and known for it
                repository: https://example.invalid/tiny.git
                ref: main
                packages: [make]
                steps:
                  - {name: make, command: 'make; stat -f -c %T . >built-on'}
                artefacts:
                  - {command: ./hello, expect: hello}
                varying:
                  - {files: built-on, differ: size, because: it names the file system}
              odd:
                description: leaves what no program should open
                repository: https://example.invalid/tiny.git
                ref: main
                packages: [make]
                steps:
                  - name: make
                    command: |
                      make
                      mkfifo fifo
                      ln -s nowhere dangling
                      ln -s . loop
                      ln hello again
                      echo secret >secret
                      chmod 0 secret
                      touch "$(printf 'two\\nlines \\377')"
                artefacts:
                  - {command: ./hello, expect: hello}
              hanging:
                description: is never built
                repository: https://example.invalid/tiny.git
                ref: main
                packages: [make]
                steps:
                  - {name: wait, command: "sh -c 'echo $$ >>SIGNALS/pids; exec sleep 600'"}
                artefacts:
                  - {command: ./hello, expect: hello}
            """;

    /** What the last study said. */
    private String output;

    @BeforeEach
    void addProjects() throws Exception {
        Files.writeString(temporary.resolve("projects.yaml"), MORE.replace("SIGNALS", signals.toString()),
                StandardOpenOption.APPEND);
    }

    private List<Trial> study(int status, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("--quick"));
        for (String project : List.of("telling", "excused", "odd", "hanging")) {
            all.addAll(List.of("--mirror", project + "=" + temporary.resolve("tiny")));
        }
        all.addAll(List.of(arguments));
        try (StudyProcess study = start(all)) {
            assertThat(study.await()).as(study.output()).isEqualTo(status);
            output = study.output();
        }
        assertNothingLeft();
        return ResultStore.read(RunFolder.newest(results)).trials();
    }

    private static Trial find(List<Trial> trials, String project, String target) {
        return trials.stream().filter(t -> t.key().project().equals(project) && t.key().target().equals(target))
                .findFirst().orElseThrow();
    }

    /** Whichever of the two comes first. */
    @ParameterizedTest
    @CsvSource({"3, tmpfs", "4, disk"})
    void aBuildThatDiffersFromTheDisksIsInvalidUnlessItIsKnownTo(String seed, String first) throws Exception {
        Requirements.root();
        List<Trial> trials = study(3, "--targets", "disk,tmpfs", "--seed", seed, "telling", "excused");
        assertThat(output).contains("[1/4] telling on " + first);
        assertThat(output).contains(DIFFERS);
        Trial telling = find(trials, "telling", "tmpfs");
        assertThat(telling.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(telling.phases()).isEmpty();
        assertThat(telling.check().differences()).singleElement().extracting(FileDifference::path)
                .isEqualTo("built-on");
        Trial excused = find(trials, "excused", "tmpfs");
        assertThat(excused.outcome()).isEqualTo(Outcome.OK);
        assertThat(excused.check().excused()).isOne();
        Trial disk = find(trials, "telling", "disk");
        assertThat(disk.outcome()).isEqualTo(Outcome.OK);
        // The artefacts come after the manifest.
        assertThat(ManifestFile.read(RunFolder.newest(results).resolve(disk.manifestFile())).entries())
                .extracting(Manifest.Entry::path)
                .contains("built-on", "hello", "src/hello.sh").doesNotContain("left-by-artefact");
        assertThat(RunFolder.newest(results).resolve("report/report.md")).content()
                .contains("| telling | tmpfs | 1 | built-on |", "| excused | built-on | size | 1 |");
    }

    @Test
    void onMemfsToo() throws Exception {
        require(List.of("memfs", "memfs-jnr"));
        List<Trial> trials = study(3, "--targets", "disk,memfs,memfs-jnr", "telling", "tiny");
        assertThat(output).contains(DIFFERS);
        for (String target : List.of("memfs", "memfs-jnr")) {
            assertThat(find(trials, "telling", target).check().differences()).singleElement()
                    .matches(difference -> difference.aspect() != Aspect.PRESENCE)
                    .matches(difference -> difference.path().equals("built-on"));
            assertThat(find(trials, "tiny", target).check().same())
                    .isEqualTo(find(trials, "tiny", target).check().compared()).isPositive();
        }
        assertThat(find(trials, "tiny", "memfs-jnr").phases()).isNotEmpty().allMatch(p -> p.messages() == null);
    }

    @Test
    void whatMayNotBeOpenedOrReadIsComparedByItsName() throws Exception {
        require(EVERYWHERE);
        List<Trial> trials = study(0, "--targets", String.join(",", EVERYWHERE), "odd");
        assertThat(trials).hasSize(EVERYWHERE.size())
                .allMatch(trial -> trial.check().differing() == 0 && trial.check().compared() >= 10);
        for (Trial trial : trials) {
            Path manifest = RunFolder.newest(results).resolve(trial.manifestFile());
            assertThat(ManifestFile.read(manifest).entries()).extracting(Manifest.Entry::path)
                    .contains("fifo", "dangling", "loop", "again", "secret", "two\\x0alines \\xff").isSorted()
                    .doesNotContain(".git");
        }
    }

    @Test
    void aBuildThatHangsIsEndedWithAllThatItStarted() throws Exception {
        require(EVERYWHERE);
        List<Trial> trials = study(3, "--targets", String.join(",", EVERYWHERE), "--build-limit", "5s", "hanging");
        assertThat(output).contains("build took longer than its limit of 5 s");
        assertThat(trials).hasSize(EVERYWHERE.size()).allMatch(trial -> trial.outcome() == Outcome.TIMEOUT)
                .allMatch(trial -> trial.message().contains("build took longer than its limit of 5 s"))
                .allMatch(trial -> trial.manifestFile() == null && trial.phases().isEmpty());
        List<String> pids = Files.readAllLines(signals.resolve("pids"));
        assertThat(pids).hasSize(EVERYWHERE.size());
        for (String pid : pids) {
            Await.end(Long.parseLong(pid));
        }
    }

    private static void require(List<String> targets) throws Exception {
        for (String target : targets) {
            require(target);
        }
    }
}
