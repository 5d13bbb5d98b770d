package workload.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.corpus.CorpusException;
import workload.corpus.Mirrors;
import workload.phase.CloneEngine;
import workload.plan.Expectation;
import workload.plan.Project;
import workload.result.Outcome;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.study.ResultStore;
import workload.study.TreeSize;
import workload.study.Trial;
import workload.study.TrialKey;
import workload.study.Trials;
import workload.target.TargetSpec;
import workload.trial.RunSettings;
import workload.study.Variant;

/** Two cores throughout; a trial that was takes 10 s beside its build of 100 s by two jobs, and 100 MiB. */
class ForecasterTest {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;
    private static final List<String> MEMFS = List.of("disk", "tmpfs", "memfs");

    @TempDir
    Path temporary;

    private final CostHistory experience = new CostHistory(2);

    @Test
    void earlierTrialsTellTheTime() throws Exception {
        experience.learn(trial("redis", "disk", 2, Outcome.OK));

        Forecast forecast = forecast(List.of("disk"), List.of(2), project("redis", 0, 0));

        assertThat(forecast.time()).isEqualTo(Duration.ofSeconds(110 + 2 + 30));
        assertThat(forecast.lines().getFirst())
                .isEqualTo("Forecast of 1 trial: about 2 min (by earlier runs: redis).");
    }

    @Test
    void theBuildScalesWithTheJobsAsFarAsThereAreCores() throws Exception {
        experience.learn(trial("redis", "disk", 2, Outcome.OK));

        Forecast forecast = forecast(List.of("disk"), List.of(1, 2, 4), project("redis", 0, 0));

        assertThat(forecast.time()).isEqualTo(Duration.ofSeconds(200 + 100 + 100 + 3 * (10 + 2 + 30)));
    }

    @Test
    void otherwiseTheFileTells() throws Exception {
        Forecast forecast = forecast(List.of("disk"), List.of(1), project("ruby", 90, 100));

        assertThat(forecast.time()).isEqualTo(Duration.ofSeconds(2 * 90 + 2 + 3 + 2 + 30));
        assertThat(forecast.lines().getFirst()).contains("about 4 min (by the projects file: ruby)");
    }

    @Test
    void whatNobodyKnowsIsUnknown() throws Exception {
        Forecast forecast = forecast(MEMFS, List.of(2), project("mine", 0, 0));

        assertThat(forecast.time()).isZero();
        assertThat(forecast.lines()).containsExactly("Forecast of 3 trials: nobody knows how long (unknown: mine).",
                "  Disk and memory: unknown, since no tree's size is.");
        assertThat(forecast.isDoubtful()).isFalse();
    }

    @Test
    void aPartlyKnownTimeIsAtLeastThat() throws Exception {
        Forecast forecast = forecast(List.of("disk"), List.of(2), project("ruby", 5000, 500), project("mine", 0, 0));

        assertThat(forecast.lines().getFirst()).contains(": more than 1 h 24 min (").contains("unknown: mine");
        assertThat(forecast.lines().get(1)).contains("(unknown: mine)");
        assertThat(forecast.isDoubtful()).isTrue();
    }

    @Test
    void failedTrialsAndUnreadableRunsTeachNothing() throws IOException {
        ResultStore store = ResultStore.create(temporary.resolve("results/20260101T000000Z"), Trials.run());
        store.save(trial("redis", "disk", 2, Outcome.BUILD_FAILED));
        Files.writeString(Files.createDirectory(temporary.resolve("results/x")).resolve("trials.jsonl"), "{");
        store.save(trial("nginx", "disk", 2, Outcome.OK));

        CostHistory read = CostHistory.of(temporary.resolve("results"), 2);

        assertThat(read.cost(key("redis", "disk", 2))).isEmpty();
        assertThat(read.cost(key("nginx", "tmpfs", 1))).contains(new CostHistory.Cost(10, 200));
    }

    @Test
    void theDiskHoldsATreeTheCorporaThatAreNotThereAndTheResults() throws Exception {
        Files.createDirectories(temporary.resolve("cache/redis-upstream-0123"));

        Forecast forecast = forecast(List.of("disk"), List.of(2), project("redis", 60, 150), project("ruby", 200, 570));

        // Ruby's tree, its corpus twice while that is made, and two trials' results.
        assertThat(forecast.lines().get(1)).contains("about " + (570 + 2 * 570 + 2) + " MiB")
                .contains("(free: 100 GiB)").contains("the tree of ruby, 570 MiB by the projects file");
        assertThat(forecast.missingDisk()).isNull();
    }

    @Test
    void aDiskThatIsTooSmallIsNamedWithTheNextStep() throws Exception {
        Forecast forecast = forecast(new FixedRoom(500 * MIB, 8 * GIB), List.of("disk"), List.of(2),
                project("ruby", 200, 570));

        assertThat(forecast.missingDisk()).contains("may need about 1711 MiB of disk").contains("500 MiB are free")
                .contains("--work-dir").contains("leave out ruby");
    }

    @Test
    void memoryIsWhatTheHungriestTargetHoldsAndTheBuild() throws Exception {
        Forecast forecast = forecast(MEMFS, List.of(1, 4), project("ruby", 200, 500));

        assertThat(forecast.lines().get(2)).startsWith("  Memory: about " + (600 + 60 + 4 * 256) + " MiB ")
                .contains("660 MiB for the tree of ruby").contains("256 MiB for each job").contains("page cache");
        assertThat(forecast.missingMemory()).isNull();
    }

    @Test
    void theDiskTakesNoMemoryForItsTree() throws Exception {
        Forecast forecast = forecast(List.of("disk"), List.of(2), project("ruby", 200, 500));

        assertThat(forecast.lines().get(2)).startsWith("  Memory: about 512 MiB ").doesNotContain("ruby");
    }

    @Test
    void tooLittleMemoryMakesARunDoubtful() throws Exception {
        Forecast forecast = forecast(new FixedRoom(100 * GIB, GIB), MEMFS, List.of(2), project("ruby", 60, 500));

        assertThat(forecast.missingMemory()).contains("1172 MiB").contains("1024 MiB are available");
        assertThat(forecast.isDoubtful()).isTrue();
    }

    @Test
    void aMachineThatDoesNotTellLacksNothing() throws Exception {
        Forecast forecast = forecast(new FixedRoom(null, null), MEMFS, List.of(2), project("ruby", 60, 500));

        assertThat(forecast.missingDisk()).isNull();
        assertThat(forecast.missingMemory()).isNull();
        assertThat(forecast.lines().get(1)).contains("(free: unknown)");
    }

    @Test
    void severalJobsAreAVariantEach() throws Exception {
        RunSettings settings = settings(List.of("disk"), List.of(1, 2, 4), project("redis", 0, 0));

        assertThat(settings.plan().trials()).extracting(Variant::jobs).containsExactlyInAnyOrder(1, 2, 4);
        assertThat(settings.plan().trials()).extracting(Variant::fileName).doesNotHaveDuplicates();
    }

    /** One file system for all folders. */
    private record FixedRoom(Long disk, Long memory) implements AvailableSpace {
        @Override
        public Space disk(Path directory) {
            return new Space("the only one", disk);
        }
    }

    private Forecast forecast(List<String> targets, List<Integer> jobs, Project... projects) throws CorpusException {
        return forecast(new FixedRoom(100 * GIB, 8 * GIB), targets, jobs, projects);
    }

    private Forecast forecast(AvailableSpace room, List<String> targets, List<Integer> jobs, Project... projects)
            throws CorpusException {
        RunSettings settings = settings(targets, jobs, projects);
        return new Forecaster(settings, experience, room, settings.plan().trials()).forecast();
    }

    private RunSettings settings(List<String> targets, List<Integer> jobs, Project... projects) throws CorpusException {
        RunSettings.Folders folders = new RunSettings.Folders(temporary, temporary.resolve("work"),
                temporary.resolve("cache"), temporary.resolve("results"));
        return new RunSettings(List.of(), List.of(projects),
                targets.stream().map(name -> new TargetSpec(name, List.of())).toList(), List.of(CloneEngine.GIT), 1,
                jobs, 1, null, Duration.ofSeconds(30), false, false, Mirrors.parse(List.of()), folders);
    }

    private static Project project(String name, int buildSeconds, int treeMib) {
        return new Project(name, "", "https://example.invalid/x.git", "main", null, List.of(), List.of(), List.of(),
                List.of(), List.of(), new Expectation(buildSeconds, treeMib), Duration.ofMinutes(1),
                Duration.ofMinutes(1));
    }

    private static TrialKey key(String project, String target, int jobs) {
        return new TrialKey(project, target, new TreeMap<>(Map.of("clone", "git", "jobs", Integer.toString(jobs))), 1);
    }

    private static Trial trial(String project, String target, int jobs, Outcome outcome) {
        TreeSize tree = new TreeSize(1, 1, 0, 100 * MIB, 100 * MIB);
        List<PhaseResult> phases = List.of(phase(PhaseName.CLONE, 0, 4, tree), phase(PhaseName.BUILD, 5, 100, tree),
                phase(PhaseName.REMOVE, 108, 2, new TreeSize(0, 0, 0, 0, 0)));
        return new Trial(key(project, target, jobs), outcome, null, Instant.EPOCH, Instant.EPOCH.plusSeconds(3600),
                "tree", phases, null, null, null, null, null, "logs/x.log", null, null, null);
    }

    private static PhaseResult phase(PhaseName name, long start, long seconds, TreeSize tree) {
        return new PhaseResult(name, seconds * 1_000_000_000, start * 1_000_000_000, tree, null, null, null, null,
                null);
    }
}
