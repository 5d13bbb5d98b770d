package workload.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.manifest.Manifest;
import workload.manifest.ManifestFile;
import workload.plan.Varying;
import workload.result.Outcome;
import workload.study.ResultStore;
import workload.study.Trial;
import workload.study.TrialKey;
import workload.study.Trials;
import workload.target.TargetSpec;
import workload.study.Variant;

/** Trials that end in this order or that; "a" and "b" stand for what they built. */
class BuiltFilesGateTest {
    private static final TrialKey DISK = Trials.key("redis", "disk", 1);
    private static final TrialKey TMPFS = Trials.key("redis", "tmpfs", 1);
    private static final TrialKey MEMFS = Trials.key("redis", "memfs", 1);
    private static final List<TrialKey> PLANNED = List.of(DISK, TMPFS, MEMFS);
    private static final List<String> TARGETS = List.of("tmpfs", "disk", "memfs");

    @TempDir
    Path directory;

    private final Map<TrialKey, Map<String, String>> tools = new HashMap<>();
    private ResultStore store;
    private BuiltFilesGate gate;

    @BeforeEach
    void create() throws IOException {
        store = ResultStore.create(directory, Trials.run());
        gate = gate(PLANNED, TARGETS);
    }

    private BuiltFilesGate gate(List<TrialKey> planned, List<String> targets, Varying... varying) {
        return gateOn(planned, targets.stream().map(name -> new TargetSpec(name, List.of())).toList(), varying);
    }

    private BuiltFilesGate gateOn(List<TrialKey> planned, List<TargetSpec> targets, Varying... varying) {
        return new BuiltFilesGate(store, planned, targets, Map.of("redis", List.of(varying)),
                trial -> tools.getOrDefault(trial.key(), Map.of()));
    }

    private void end(TrialKey key, String built) throws IOException {
        Trial ok = Trials.ok(key);
        String file = "manifests/" + Variant.fileName(key) + ".tsv.gz";
        ManifestFile.write(directory.resolve(file),
                new Manifest(true, List.of(new Manifest.Entry("x", 'f', "644", 1L, built))));
        store.save(new Trial(key, Outcome.OK, null, ok.started(), ok.finished(), "tree", ok.phases(), null, null,
                null, null, null, "logs/x.log", file, null, null));
    }

    private Trial stored(TrialKey key) throws IOException {
        return ResultStore.read(directory).trials().stream().filter(trial -> trial.key().equals(key)).findFirst()
                .orElseThrow();
    }

    private void assertInvalid(TrialKey key) throws IOException {
        assertThat(stored(key).outcome()).isEqualTo(Outcome.INVALID);
        assertThat(stored(key).phases()).isEmpty();
    }

    private void assertGood(TrialKey key, TrialKey reference) throws IOException {
        assertThat(stored(key).outcome()).isEqualTo(Outcome.OK);
        assertThat(stored(key).phases()).isNotEmpty();
        assertThat(stored(key).check().reference()).isEqualTo(reference);
    }

    @Test
    void aDiskUnderALabelIsTheReference() throws IOException {
        TrialKey first = Trials.key("redis", "a", 1);
        TrialKey disk = Trials.key("redis", "b", 1);
        gate = gateOn(List.of(first, disk),
                List.of(new TargetSpec("a", List.of(), "memfs"), new TargetSpec("b", List.of(), "disk")));

        end(first, "1");
        assertThat(gate.judge()).isEmpty();
        end(disk, "2");
        assertThat(gate.judge()).extracting(Trial::key).containsExactly(first);
    }

    @Test
    void aToolThatCameBetweenTheTrialsIsNamedFirst() throws IOException {
        tools.put(DISK, Map.of("gcc", "gcc (Debian 12.2.0-14) 12.2.0"));
        tools.put(MEMFS, Map.of("gcc", "gcc (Debian 12.2.0-14) 12.2.0", "autoconf", "autoconf (GNU Autoconf) 2.71"));
        end(DISK, "a");
        end(MEMFS, "b");
        gate.judge();
        assertThat(stored(MEMFS).message()).startsWith("autoconf 2.71 was there in this trial and wasn't in disk #1; "
                + "1 built file differs from those of disk #1: ");
    }

    @Test
    void toolsThatDifferInvalidateNothingByThemselves() throws IOException {
        tools.put(DISK, Map.of("gcc", "gcc 12"));
        tools.put(MEMFS, Map.of("gcc", "gcc 13"));
        end(DISK, "a");
        end(MEMFS, "a");
        assertThat(gate.judge()).isEmpty();
    }

    @Test
    void whatBuiltTheSameIsOkAndWhatDidNotIsInvalidWithoutTimes() throws IOException {
        end(DISK, "a");
        end(TMPFS, "a");
        end(MEMFS, "b");
        assertThat(gate.judge()).extracting(Trial::key).containsExactly(MEMFS);
        assertGood(DISK, DISK);
        assertGood(TMPFS, DISK);
        assertInvalid(MEMFS);
        assertThat(stored(MEMFS).message()).isEqualTo("1 built file differs from those of disk #1: x (contents)");
        assertThat(gate.judge()).isEmpty();
    }

    @Test
    void aTrialWaitsForTheDisk() throws IOException {
        end(MEMFS, "b");
        end(TMPFS, "a");
        assertThat(gate.judge()).isEmpty();
        assertThat(stored(MEMFS).check()).isNull();
        end(DISK, "a");
        assertThat(gate.judge()).extracting(Trial::key).containsExactly(MEMFS);
        assertInvalid(MEMFS);
        assertGood(TMPFS, DISK);
        assertThat(Files.readAllLines(directory.resolve("results.csv"))).hasSize(4)
                .anyMatch(line -> line.startsWith("redis,memfs,,,,,,,,,,,1,INVALID,"));
    }

    @Test
    void whereTheDiskFailedTheFirstTargetTakesItsPlace() throws IOException {
        end(MEMFS, "b");
        store.save(Trials.failed(DISK, "no"));
        assertThat(gate.judge()).isEmpty();
        end(TMPFS, "a");
        gate.judge();
        assertGood(TMPFS, TMPFS);
        assertInvalid(MEMFS);
    }

    @Test
    void aRunWithoutADiskHasAReferenceToo() throws IOException {
        gate = gate(List.of(TMPFS, MEMFS), List.of("memfs", "tmpfs"));
        end(TMPFS, "a");
        assertThat(gate.judge()).isEmpty();
        end(MEMFS, "b");
        gate.judge();
        assertGood(MEMFS, MEMFS);
        assertInvalid(TMPFS);
    }

    @Test
    void theDisksOwnRepetitionsAreJudgedByItsFirst() throws IOException {
        TrialKey again = Trials.key("redis", "disk", 2);
        gate = gate(List.of(DISK, again), List.of("disk"));
        end(again, "a");
        gate.judge();
        end(DISK, "b");
        gate.judge();
        assertGood(again, again);
        assertInvalid(DISK);
    }

    @Test
    void otherJobsAreJudgedByTheSameReferenceAndOtherCloneEnginesAreNot() throws IOException {
        TrialKey oneJob = new TrialKey("redis", "memfs", new TreeMap<>(Map.of("clone", "jgit", "jobs", "1")), 1);
        TrialKey git = new TrialKey("redis", "memfs", new TreeMap<>(Map.of("clone", "git", "jobs", "2")), 1);
        gate = gate(List.of(DISK, oneJob, git), TARGETS);
        end(DISK, "a");
        end(oneJob, "b");
        end(git, "b");
        gate.judge();
        assertInvalid(oneJob);
        assertGood(git, git);
    }

    @Test
    void whatIsKnownToVaryIsExcused() throws IOException {
        gate = gate(PLANNED, TARGETS, new Varying("x", Varying.Difference.CONTENTS, "a stamp"));
        end(DISK, "a");
        end(MEMFS, "b");
        gate.judge();
        assertGood(MEMFS, DISK);
        assertThat(stored(MEMFS).check().excused()).isOne();
    }

    @Test
    void aResumedRunJudgesWhatAnInterruptedOneLeft() throws IOException {
        end(DISK, "a");
        end(MEMFS, "b");
        store = ResultStore.open(directory);
        assertThat(gate(PLANNED, TARGETS).judge()).extracting(Trial::key).containsExactly(MEMFS);
        assertInvalid(MEMFS);
    }

    @Test
    void aTrialWithoutAManifestIsNeverTheSame() throws IOException {
        store.save(Trials.ok(DISK));
        end(TMPFS, "a");
        end(MEMFS, "a");
        Files.delete(directory.resolve(stored(MEMFS).manifestFile()));
        gate.judge();
        assertThat(stored(DISK).check()).isNull();
        assertThat(stored(MEMFS).check()).isNull();
        assertGood(TMPFS, TMPFS);
    }
}
