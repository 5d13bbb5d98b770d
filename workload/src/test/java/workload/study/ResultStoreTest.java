package workload.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

import workload.result.Environment;
import workload.result.TargetSettings;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

class ResultStoreTest {
    private static final Trial FIRST = Trials.ok(Trials.key("redis", "disk", 1));
    private static final Trial SECOND = Trials.failed(Trials.key("redis", "tmpfs:size=1g,mode=0700", 1),
            "no \"cc\", so");

    private static final Map<String, Environment> ENVIRONMENTS = Map.of("e1", Trials.run().environment());

    @TempDir
    Path directory;

    private ResultStore store;

    @BeforeEach
    void create() throws IOException {
        store = ResultStore.create(directory, Trials.run());
    }

    @Test
    void whatIsAppendedIsRead() throws IOException {
        store.save(FIRST);
        store.save(SECOND);
        assertThat(ResultStore.read(directory))
                .isEqualTo(new Run(Trials.run(), ENVIRONMENTS, List.of(FIRST, SECOND), List.of(FIRST, SECOND), false));
    }

    @Test
    void aRunWithoutTrialsIsReadable() throws IOException {
        assertThat(ResultStore.read(directory))
                .isEqualTo(new Run(Trials.run(), ENVIRONMENTS, List.of(), List.of(), false));
    }

    @Test
    void aTornLineIsToldAndCutOffBeforeTheNextTrial() throws IOException {
        store.save(FIRST);
        Files.writeString(directory.resolve("observations.jsonl"), "{\"key\":{\"pro", StandardOpenOption.APPEND);
        assertThat(ResultStore.read(directory))
                .isEqualTo(new Run(Trials.run(), ENVIRONMENTS, List.of(FIRST), List.of(FIRST), true));

        ResultStore.open(directory).save(SECOND);
        assertThat(ResultStore.read(directory))
                .isEqualTo(new Run(Trials.run(), ENVIRONMENTS, List.of(FIRST, SECOND), List.of(FIRST, SECOND), false));
    }

    @Test
    void aTrialThatIsSavedAgainTakesItsOwnPlace() throws IOException {
        store.save(FIRST);
        store.save(SECOND);
        Trial judged = FIRST.invalid("it isn't the same", null);
        store.save(judged);
        assertThat(store.trials()).containsExactly(judged, SECOND);
        assertThat(ResultStore.read(directory).trials()).containsExactly(judged, SECOND);
        assertThat(Files.readString(directory.resolve("observations.jsonl"))).doesNotContain("\"nanos\"");
        assertThat(Files.readAllLines(directory.resolve("observations.jsonl"))).hasSize(2);
        assertThat(Files.readAllLines(directory.resolve("results.csv"))).hasSize(3)
                .anyMatch(line -> line.startsWith("redis,disk,,,,,,,,,,,1,INVALID,"));
    }

    @Test
    void aFailureThatWasRunAgainStaysInTheFileButNoLongerCounts() throws IOException {
        store.save(SECOND);
        Trial again = Trials.ok(SECOND.key());
        ResultStore.open(directory).save(again);
        Trial judged = again.invalid("it isn't the same", null);
        ResultStore.open(directory).save(judged);
        Run run = ResultStore.read(directory);
        assertThat(run.trials()).containsExactly(judged);
        assertThat(run.retried()).containsExactly(SECOND);
        assertThat(run.lines()).containsExactly(SECOND, judged);
    }

    @Test
    void aTornLineLeavesWhatWasSavedOfItsTrialBefore() throws IOException {
        store.save(FIRST);
        String line = Files.readString(directory.resolve("observations.jsonl"));
        Files.writeString(directory.resolve("observations.jsonl"), line.substring(0, line.length() - 2),
                StandardOpenOption.APPEND);
        assertThat(ResultStore.read(directory))
                .isEqualTo(new Run(Trials.run(), ENVIRONMENTS, List.of(FIRST), List.of(FIRST), true));
    }

    @Test
    void aTrialFromBeforeBuiltFilesWereComparedIsStillRead() throws IOException {
        String then = JsonMapper.shared().writeValueAsString(FIRST)
                .replace(",\"manifestFile\":null,\"check\":null", "").replace(",\"environment\":\"e1\"", "");
        assertThat(then).doesNotContain("manifestFile", "check");
        writeOld(then);
        assertThat(ResultStore.read(directory).trials()).containsExactly(old(FIRST));
    }

    @Test
    void aBrokenLineInTheMiddleIsNamed() throws IOException {
        store.save(FIRST);
        Files.writeString(directory.resolve("observations.jsonl"), "nonsense\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> ResultStore.read(directory)).isInstanceOf(IOException.class)
                .hasMessageContaining("line 2 is no observation");
    }

    @Test
    void theTableHasTheOriginalsTwelveColumnsFirst() throws IOException {
        store.save(FIRST);
        List<String> lines = Files.readAllLines(directory.resolve("results.csv"));
        assertThat(lines.getFirst()).startsWith("test name,test path,clone time,build time,clone stat,clone bytes,"
                + "clone files,clone dirs,build stat,build bytes,build files,build dirs,repetition,outcome,");
        assertThat(lines.getLast()).startsWith("redis,disk,1.500000000,3.000000001,0.002000000,1000,10,2,"
                + "0.004000000,2000,12,3,1,OK,jgit,2,0.005000000,,,10,20,0.050000000,mirror,c0ffee,tree,");
    }

    @Test
    void whatTheServerDidInEachPhaseStandsAtTheEnd() throws IOException {
        store.save(FIRST);
        List<String> lines = Files.readAllLines(directory.resolve("results.csv"));
        assertThat(lines.getFirst())
                .contains(",message,clone server cpu time,clone messages,stat-clone-cold server cpu "
                        + "time,")
                .endsWith(",remove server cpu time,remove messages");
        assertThat(lines.getLast())
                .endsWith(",,0.010000000,30,,,0.010000000,,0.010000000,,,,0.010000000,,0.010000000,");
    }

    @Test
    void aTrialFromBeforeMessagesWereCountedIsStillRead() throws IOException {
        String then = JsonMapper.shared().writeValueAsString(FIRST)
                .replaceAll(",\"messages\":(null|\\{[^}]*})", "");
        assertThat(then).doesNotContain("messages");
        writeOld(then);
        assertThat(ResultStore.read(directory).trials()).singleElement().matches(t -> t.phases().stream()
                .allMatch(phase -> phase.messageCount() == null));
    }

    @Test
    void aRunFromBeforeThereCouldBeSeveralJobsIsStillRead() throws IOException {
        writeOld("");
        Path file = directory.resolve("run.json");
        String then = Files.readString(file).replace("\"jobs\":[2]", "\"jobs\":2");
        assertThat(then).contains("\"jobs\":2,");
        Files.writeString(file, then);
        assertThat(ResultStore.read(directory).info()).isEqualTo(Trials.run());
    }

    @Test
    void aFailedTrialHasNoTimesAndItsTextIsQuoted() throws IOException {
        store.save(SECOND);
        assertThat(Files.readAllLines(directory.resolve("results.csv")).getLast())
                .startsWith("redis,\"tmpfs:size=1g,mode=0700\",,,,,,,,,,,1,BUILD_FAILED,")
                .endsWith(",\"no \"\"cc\"\", so\"" + ",".repeat(14));
    }

    @Test
    void aMachineOnWhichARunGoesOnIsNamedByItsTrials() throws IOException {
        store.save(FIRST);
        Environment before = Trials.run().environment();
        Environment now = new Environment(before.os(), "6.2", before.cpu(), before.cores(), before.memoryBytes(),
                before.jdk(), before.tools(), before.user(), 3.0, false);
        ResultStore resumed = ResultStore.open(directory);
        resumed.environment(now);
        resumed.save(Trials.failed(Trials.key("redis", "tmpfs", 1), "no").from(null));

        Run run = ResultStore.read(directory);
        assertThat(run.environments()).containsExactly(Map.entry("e1", before), Map.entry("e2", now));
        assertThat(run.trials()).extracting(Trial::environment).containsExactly("e1", "e2");
    }

    @Test
    void theSameMachineUnderAnotherLoadIsTheSame() throws IOException {
        Environment before = Trials.run().environment();
        ResultStore resumed = ResultStore.open(directory);
        resumed.environment(new Environment(before.os(), before.kernel(), before.cpu(), before.cores(),
                before.memoryBytes(), before.jdk(), before.tools(), before.user(), 3.0, false));

        assertThat(ResultStore.read(directory).environments()).containsOnlyKeys("e1");
    }

    @Test
    void theTargetAsNegotiatedIsWrittenOnce() throws IOException {
        TargetSettings one = new TargetSettings("fuse.memfs", "rw", Map.of("max_write", 1), 7L, null);
        TargetSettings same = new TargetSettings("fuse.memfs", "rw", Map.of("max_write", 1), 8L, null);
        store.save(Trials.failed(Trials.key("redis", "memfs", 1), "no").on(one));
        store.save(Trials.failed(Trials.key("redis", "memfs", 2), "no").on(same));

        assertThat(Files.readString(directory.resolve("run.json"))).containsOnlyOnce("fuse.memfs");
        assertThat(ResultStore.read(directory).trials()).extracting(Trial::settings)
                .containsExactly(one.withoutPid(), one.withoutPid());
    }

    @Test
    void aRunOfTheFirstFormatIsReadButNotGoneOnWith() throws IOException {
        writeOld("");

        assertThat(ResultStore.read(directory).info()).isEqualTo(Trials.run());
        assertThatThrownBy(() -> ResultStore.open(directory)).hasMessageContaining("another format; start a new run");
    }

    private static Trial old(Trial trial) {
        return trial.from(null);
    }

    /** A run of the first format. */
    private void writeOld(String lines) throws IOException {
        Files.writeString(directory.resolve("run.json"), JsonMapper.shared().writeValueAsString(Trials.run()));
        Files.writeString(directory.resolve("trials.jsonl"), lines.isEmpty() ? "" : lines + "\n");
    }
}
