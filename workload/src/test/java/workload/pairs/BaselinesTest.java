package workload.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import workload.result.StudyException;
import workload.result.TargetSettings;
import workload.study.PhaseName;
import workload.study.RunInfo;
import workload.study.Trial;
import workload.study.TrialKey;
import workload.study.Trials;

class BaselinesTest {
    private static List<StudyArm> arms(String... targets) {
        return StudyArm.of(Stream.of(targets).map(target -> Trials.key("redis", target, 1)).toList(), List.of(targets),
                Map.of("a", "memfs", "d", "disk"));
    }

    private static List<StudyArm> clonedBy(List<String> engines, String... targets) {
        List<TrialKey> keys = engines.stream().flatMap(engine -> Stream.of(targets).map(
                target -> new TrialKey("redis", target, new TreeMap<>(Map.of("clone", engine)), 1))).toList();
        return StudyArm.of(keys, List.of(targets), Map.of());
    }

    private static List<String> pairs(Baselines baselines) {
        return baselines.pairs(List.of("redis"), Set.of(PhaseName.BUILD)).stream()
                .map(pair -> pair.arm().label() + "/" + pair.other().label()).toList();
    }

    private static List<String> against(List<StudyArm> arms, String... names) throws StudyException {
        return pairs(new PairOptions(List.of(names), List.of()).baselines(arms));
    }

    @Test
    void byDefaultTmpfsAndTheDiskAreTheBaselines() throws StudyException {
        assertThat(against(arms("disk", "tmpfs", "memfs"))).containsExactly("memfs/tmpfs", "memfs/disk");
    }

    @Test
    void aLabelIsWhatItStandsFor() throws StudyException {
        assertThat(against(arms("a", "d"))).containsExactly("a/d");
        assertThat(arms("a", "d")).extracting(StudyArm::isMemfs).containsExactly(true, false);
        assertThat(arms("a", "d")).extracting(StudyArm::isBaseline).containsExactly(false, true);
    }

    @Test
    void aTrialRecordsWhatItsLabelStandsFor() {
        Trial ok = Trials.ok(Trials.key("redis", "x", 1));
        TargetSettings settings = new TargetSettings("fuse.memfs", "rw", Map.of("target", "memfs-jnr:noxattr"), 1L,
                null);
        Trial mounted = new Trial(ok.key(), ok.outcome(), null, ok.started(), ok.finished(), null, ok.phases(),
                settings, null, null, null, null, null, null, null, null);

        assertThat(StudyArm.of(info("x"), List.of(ok, mounted))).extracting(StudyArm::kind)
                .containsExactly("memfs-jnr");
    }

    @Test
    void anArmWithoutATrialYetMayBeTheBaseline() throws StudyException {
        List<StudyArm> arms = StudyArm.of(info("tmpfs", "memfs"), List.of());

        assertThat(arms).extracting(StudyArm::label).containsExactly("tmpfs", "memfs");
        assertThat(against(arms, "memfs")).containsExactly("tmpfs/memfs");
    }

    /** The first runs recorded no jobs with their trials. */
    @Test
    void anOldRunHasTheArmsOfItsTrialsAlone() {
        Trial ok = Trials.ok(new TrialKey("redis", "memfs", new TreeMap<>(Map.of("clone", "git")), 1));

        assertThat(StudyArm.of(info("memfs"), List.of(ok))).extracting(StudyArm::label).containsExactly("memfs");
    }

    private static RunInfo info(String... targets) {
        RunInfo of = Trials.run();
        return new RunInfo(of.id(), of.started(), of.arguments(), of.seed(), of.repetitions(), of.projects(),
                List.of(targets), of.cloneEngines(), of.jobs(), of.planned(), of.environment(), of.corpora());
    }

    @Test
    void withoutAReferenceTheFirstTargetIsTheBaseline() throws StudyException {
        assertThat(against(arms("memfs", "memfs-jnr", "a"))).containsExactly("memfs-jnr/memfs", "a/memfs");
    }

    @Test
    void oneReferenceUnderTwoLabelsIsComparedWithItself() throws StudyException {
        List<StudyArm> arms = StudyArm.of(List.of(Trials.key("redis", "x", 1)), List.of("x", "y"),
                Map.of("x", "tmpfs", "y", "tmpfs"));

        assertThat(against(arms)).containsExactly("y/x");
    }

    @Test
    void anyArmMayBeTheBaseline() throws StudyException {
        assertThat(against(arms("disk", "tmpfs", "memfs"), "memfs")).containsExactly("disk/memfs", "tmpfs/memfs");
    }

    @Test
    void severalBaselinesAreComparedOnceWithEachOther() throws StudyException {
        assertThat(against(arms("disk", "tmpfs", "memfs"), "memfs,disk")).containsExactly("disk/memfs", "tmpfs/memfs",
                "tmpfs/disk");
        assertThat(against(arms("disk", "memfs"), "disk", "memfs")).containsExactly("memfs/disk");
    }

    @Test
    void theOptionsOfATargetMayHaveCommas() throws StudyException {
        assertThat(against(arms("tmpfs:size=4g,mode=0700", "memfs", "disk"), "tmpfs:size=4g,mode=0700,disk"))
                .containsExactly("memfs/tmpfs:size=4g,mode=0700", "memfs/disk", "disk/tmpfs:size=4g,mode=0700");
    }

    @Test
    void aTargetIsComparedInItsVariantAndAnArmWithAllOthers() throws StudyException {
        List<StudyArm> arms = clonedBy(List.of("git", "jgit"), "disk", "memfs");

        assertThat(against(arms, "disk")).containsExactly("memfs, clone git/disk, clone git",
                "memfs, clone jgit/disk, clone jgit");
        assertThat(against(arms, "memfs, clone git")).containsExactly("disk, clone git/memfs, clone git",
                "disk, clone jgit/memfs, clone git", "memfs, clone jgit/memfs, clone git");
    }

    @Test
    void whatIsNotInTheRunIsRefusedWithWhatIs() {
        assertThatThrownBy(() -> against(arms("disk", "memfs"), "tmpfs")).isInstanceOf(StudyException.class)
                .hasMessage("There is no 'tmpfs' in this run to compare with; --against takes one or several of:"
                        + " disk | memfs.");
        assertThatThrownBy(() -> against(arms("disk", "memfs"), "disk,")).isInstanceOf(StudyException.class);
    }

    @Test
    void optionsAreReadFromTheCommandLineOfARun() throws StudyException {
        PairOptions options = PairOptions
                .of(List.of("--against", "a", "redis", "--verdict=clone,remove", "--against=b"));

        assertThat(options.against()).containsExactly("a", "b");
        assertThat(options.judged()).containsExactly(PhaseName.CLONE, PhaseName.BUILD, PhaseName.REMOVE);
        assertThat(PairOptions.of(List.of("redis", "--against"))).isEqualTo(PairOptions.USUAL);
    }

    @Test
    void anUnknownPhaseIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> new PairOptions(List.of(), List.of("link")).judged())
                .isInstanceOf(StudyException.class).hasMessageContaining("'link'")
                .hasMessageContaining("stat-clone-cold");
    }
}
