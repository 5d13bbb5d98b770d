package workload.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import workload.corpus.Mirrors;
import workload.pairs.PairOptions;
import workload.pairs.Until;
import workload.phase.CloneEngine;
import workload.plan.Expectation;
import workload.plan.Project;
import workload.result.Outcome;
import workload.result.StudyException;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.study.Trial;
import workload.study.TrialKey;
import workload.study.Trials;
import workload.target.TargetSpec;
import workload.trial.RunSettings;

/** With made-up trials; the clock only moves when a test moves it. */
class FurtherRoundsTest {
    private static final long SECOND = 1_000_000_000;
    private static final Until FIVE_PER_CENT = new Until(0.05, Duration.ofHours(1));

    private final AtomicLong clock = new AtomicLong(3);
    private final List<Trial> done = new ArrayList<>();

    /** What a build takes, s. */
    private interface Seconds {
        double of(TrialKey key);
    }

    private static double narrow(TrialKey key) {
        return key.target().equals("memfs") ? 10 + 0.01 * (key.repetition() % 3) : 10;
    }

    private static double wide(TrialKey key) {
        return key.target().equals("memfs") && key.repetition() % 2 == 0 ? 20 : 10;
    }

    private static RunSettings settings(Until until, PairOptions options, String... projects) throws Exception {
        Path folder = Path.of("/nowhere");
        return new RunSettings(List.of(), Stream.of(projects).map(FurtherRoundsTest::project).toList(),
                List.of(new TargetSpec("disk", List.of()), new TargetSpec("memfs", List.of())),
                List.of(CloneEngine.GIT), 2, List.of(1), 1, null, Duration.ZERO, false, false,
                Mirrors.parse(List.of()), new RunSettings.Folders(folder, folder, folder, folder),
                new RunSettings.Comparison(options, until, Map.of()));
    }

    private static Project project(String name) {
        return new Project(name, "", "https://example.invalid/x.git", "main", null, List.of(), List.of(), List.of(),
                List.of(), List.of(), new Expectation(1, 1), Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    private FurtherRounds rounds(Until until, String... projects) throws Exception {
        return new FurtherRounds(settings(until, PairOptions.USUAL, projects), clock::get);
    }

    private static Trial built(TrialKey key, double seconds) {
        Trial ok = Trials.ok(key);
        PhaseResult build = new PhaseResult(PhaseName.BUILD, Math.round(seconds * SECOND), 0, null, null, null, null,
                null, null);
        return new Trial(key, Outcome.OK, null, ok.started(), ok.finished(), "tree", List.of(build), null, null, null,
                null, null, null, null, null, null);
    }

    /** Runs the planned rounds, then those that are asked for, each trial of a minute. */
    private List<TrialKey> runAll(FurtherRounds rounds, Seconds seconds) {
        run(rounds.begun(done), seconds);
        List<TrialKey> appended = new ArrayList<>();
        for (List<TrialKey> next = rounds.next(done); !next.isEmpty(); next = rounds.next(done)) {
            run(next, seconds);
            appended.addAll(next);
        }
        return appended;
    }

    private void run(List<TrialKey> keys, Seconds seconds) {
        for (TrialKey key : keys) {
            clock.addAndGet(60 * SECOND);
            double took = seconds.of(key);
            done.add(took > 0 ? built(key, took) : Trials.failed(key, "no"));
        }
    }

    @Test
    void withoutARuleTheRepetitionsAreAll() throws Exception {
        FurtherRounds rounds = rounds(null, "redis");

        assertThat(runAll(rounds, FurtherRoundsTest::wide)).isEmpty();
        assertThat(done).hasSize(4);
        assertThat(rounds.ending(done)).isEmpty();
    }

    @Test
    void narrowIntervalsEndARunAfterFiveRounds() throws Exception {
        FurtherRounds rounds = rounds(FIVE_PER_CENT, "redis");

        assertThat(runAll(rounds, FurtherRoundsTest::narrow)).extracting(TrialKey::repetition).containsExactly(3, 3, 4,
                4, 5, 5);
        assertThat(rounds.ending(done)).hasValueSatisfying(ending -> assertThat(ending)
                .contains("as narrow as asked for (--until 5%, at most 1h)", "the widest is ± 0.2 %"));
    }

    @Test
    void whatNeverGetsNarrowEndsWithTheTimeAndSaysHowNarrowItGot() throws Exception {
        FurtherRounds rounds = rounds(FIVE_PER_CENT, "redis");

        runAll(rounds, FurtherRoundsTest::wide);

        // 30 rounds of two minutes.
        assertThat(done).hasSize(60);
        assertThat(rounds.ending(done))
                .hasValueSatisfying(ending -> assertThat(ending).startsWith("The time is over").contains("± 22 %"));
    }

    @Test
    void eachFurtherRoundIsOfTheProjectWithTheFewest() throws Exception {
        FurtherRounds rounds = rounds(FIVE_PER_CENT, "redis", "nginx");

        List<TrialKey> appended = runAll(rounds,
                key -> key.project().equals("redis") ? narrow(key) : key.repetition() > 7 ? 10 : narrow(key) + 0.1);

        assertThat(appended.stream().map(TrialKey::project).toList().subList(0, 8)).containsExactly("redis", "redis",
                "nginx", "nginx", "redis", "redis", "nginx", "nginx");
    }

    @Test
    void appendedRoundsAreInTheOrderOfAPlanOfThatLength() throws Exception {
        FurtherRounds rounds = rounds(FIVE_PER_CENT, "redis");

        runAll(rounds, FurtherRoundsTest::narrow);

        assertThat(done).extracting(Trial::key).containsExactlyElementsOf(
                settings(null, PairOptions.USUAL, "redis").plan(5).trials());
    }

    @Test
    void aRoundThatWasInterruptedIsFinishedFirst() throws Exception {
        FurtherRounds rounds = rounds(FIVE_PER_CENT, "redis");
        runAll(rounds, FurtherRoundsTest::narrow);
        TrialKey last = done.removeLast().key();

        assertThat(Runner.remaining(rounds.begun(done), done, false)).containsExactly(last);
    }

    @Test
    void aTargetThatAlwaysFailsDoesNotKeepTheRunGoing() throws Exception {
        FurtherRounds rounds = rounds(FIVE_PER_CENT, "redis");

        assertThat(runAll(rounds, key -> key.target().equals("memfs") ? 0 : 10)).isEmpty();
        assertThat(rounds.ending(done)).hasValueSatisfying(
                ending -> assertThat(ending).contains("failed in 2 rounds", "no comparison has an interval"));
    }

    @Test
    void equalTimesDoNotKeepTheRunGoing() throws Exception {
        FurtherRounds rounds = rounds(FIVE_PER_CENT, "redis");

        runAll(rounds, _ -> 10);

        assertThat(done).hasSize(10);
        assertThat(rounds.ending(done))
                .hasValueSatisfying(ending -> assertThat(ending).contains("equal to the clock's step"));
    }

    @Test
    void aBaselineThatIsNotInTheRunIsRefused() throws Exception {
        RunSettings settings = settings(null, new PairOptions(List.of("xfs"), List.of()), "redis");

        assertThatThrownBy(() -> new FurtherRounds(settings, clock::get)).isInstanceOf(StudyException.class);
    }

    @Test
    void theRuleIsWrittenAsItWasGiven() {
        assertThat(FIVE_PER_CENT).hasToString("5%, at most 1h");
        assertThat(new Until(0.005, Duration.ofMinutes(90))).hasToString("0.5%, at most 90m");
    }
}
