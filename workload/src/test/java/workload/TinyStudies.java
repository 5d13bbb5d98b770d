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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import workload.corpus.JGitSetup;
import workload.os.Mounts;
import workload.result.Outcome;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.study.ResultStore;
import workload.study.Run;
import workload.study.Trial;
import workload.run.RunFolder;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.target.Targets;
import workload.testing.Schemas;
import workload.testing.Requirements;
import workload.testing.StudyProcess;

/** Tiny projects, and whole studies of them through the command line. */
@Timeout(600)
abstract class TinyStudies {
    static final Path HOME = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();
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

    Path work;
    Path results;
    Path signals;

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

    static void require(String target) throws TargetException {
        Requirements.require(Targets.of(new TargetSpec(target, List.of()), HOME).needs());
    }

    final Run studyOn(String targets, String... more) throws Exception {
        return studyOn(Map.of(), targets, more);
    }

    /** With all its preparation. */
    final Run studyOnAsAUser(String targets, String... more) throws Exception {
        return studyOn(Map.of(StudyProcess.MEASURED, ""), targets, more);
    }

    private Run studyOn(Map<String, String> environment, String targets, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--repetitions", "2", "--targets", targets));
        arguments.addAll(List.of(more));
        arguments.add("tiny");
        try (StudyProcess study = startThrough(List.of(), environment, arguments)) {
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
        assertThat(run.trials()).filteredOn(trial -> trial.key().target().startsWith("memfs"))
                .allMatch(trial -> trial.settings().build().sha256().matches("[0-9a-f]{64}"));
        Schemas.assertValid("run", folder.resolve("run.json"));
        for (String line : Files.readAllLines(folder.resolve("observations.jsonl"))) {
            Schemas.assertValid("observation", line);
        }
        assertThat(folder.resolve("report/index.html")).isNotEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("results.csv"))).hasSize(5);
        assertNothingLeft();
        return run;
    }

    static PhaseResult phase(Trial trial, PhaseName name) {
        return trial.phases().stream().filter(phase -> phase.name() == name).findFirst().orElseThrow();
    }

    final String resume(Path folder, String... more) throws Exception {
        Files.createFile(signals.resolve("go"));
        List<String> arguments = Stream.concat(
                Stream.of("--results", results.toString(), "--resume", folder.getFileName().toString()),
                Stream.of(more)).toList();
        try (StudyProcess study = StudyProcess.start(HOME, arguments)) {
            assertThat(study.await()).as(study.output()).isZero();
            assertThat(ResultStore.read(folder).trials()).singleElement().matches(t -> t.outcome() == Outcome.OK);
            return study.output();
        }
    }

    final StudyProcess start(List<String> arguments) throws IOException {
        return startThrough(List.of(), Map.of(), arguments);
    }

    final StudyProcess startThrough(List<String> before, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> all = new ArrayList<>(List.of("--work-dir", work.toString(), "--results", results.toString(),
                "--after-remove", "1", "--cache", temporary.resolve("cache").toString(), "--projects",
                temporary.resolve("projects.yaml").toString()));
        for (String project : List.of("tiny", "broken", "dishonest", "touching", "checking", "waiting")) {
            all.addAll(List.of("--mirror", project + "=" + temporary.resolve("tiny")));
        }
        all.addAll(arguments);
        return StudyProcess.startThrough(before, environment, HOME, all);
    }

    final void assertNothingLeft() throws IOException {
        assertThat(Mounts.below(work)).isEmpty();
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).containsExactly(work.resolve("lock"));
        }
    }
}
