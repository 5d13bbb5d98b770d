package workload.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workload.manifest.Manifest;
import workload.plan.Varying.Difference;
import workload.plan.Varying;
import workload.study.FileDifference.Aspect;
import workload.study.FileDifference;
import workload.study.ManifestCheck.KnownVarying;
import workload.study.ManifestCheck;
import workload.study.TrialKey;
import workload.study.Trials;

class ManifestComparisonTest {
    private static final TrialKey DISK = Trials.key("redis", "disk", 1);
    private static final Manifest.Entry BIN = new Manifest.Entry("bin", 'd', "755", null, null);
    private static final Manifest.Entry FILE = file("bin/x", "644", 3, "a");

    private static Manifest.Entry file(String path, String mode, long size, String contents) {
        return new Manifest.Entry(path, 'f', mode, size, contents);
    }

    private static Manifest.Entry link(String target) {
        return new Manifest.Entry("bin/x", 'l', null, null, target);
    }

    private static Manifest manifest(Manifest.Entry... entries) {
        return new Manifest(true, List.of(entries));
    }

    private static ManifestCheck compare(Manifest here, Manifest there, Varying... varying) {
        return ManifestComparison.of(here, DISK, there, List.of(varying));
    }

    private static FileDifference difference(Manifest.Entry here, Manifest.Entry there) {
        ManifestCheck check = compare(manifest(here), manifest(there));
        assertThat(check.differing()).isOne();
        return check.differences().getFirst();
    }

    @Test
    void equalManifestsAreTheSame() {
        assertThat(compare(manifest(BIN, FILE), manifest(BIN, FILE)))
                .isEqualTo(new ManifestCheck(DISK, false, 2, 2, 0, 0, List.of(), List.of()));
    }

    @Test
    void eachAspectIsToldWithBothValues() {
        assertThat(difference(FILE, link("y"))).isEqualTo(new FileDifference("bin/x", Aspect.TYPE, "f", "l"));
        assertThat(difference(FILE, file("bin/x", "755", 4, "b")))
                .isEqualTo(new FileDifference("bin/x", Aspect.MODE, "644", "755"));
        assertThat(difference(FILE, file("bin/x", "644", 4, "b")))
                .isEqualTo(new FileDifference("bin/x", Aspect.SIZE, "3", "4"));
        assertThat(difference(FILE, file("bin/x", "644", 3, "b")))
                .isEqualTo(new FileDifference("bin/x", Aspect.CONTENTS, "a", "b"));
        assertThat(difference(link("y"), link("z")))
                .isEqualTo(new FileDifference("bin/x", Aspect.CONTENTS, "y", "z"));
    }

    @Test
    void whatIsMissingOnEitherSideIsTold() {
        Manifest.Entry last = file("z", "644", 1, "z");
        ManifestCheck check = compare(manifest(BIN, last), manifest(BIN, FILE));
        assertThat(check.compared()).isEqualTo(3);
        assertThat(check.same()).isOne();
        assertThat(check.differences()).containsExactly(
                new FileDifference("bin/x", Aspect.PRESENCE, "missing", "present"),
                new FileDifference("z", Aspect.PRESENCE, "present", "missing"));
        assertThat(compare(manifest(), manifest(BIN, FILE)).differing()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Difference.class)
    void eachKindOfExcuseIncludesTheOneBefore(Difference kind) {
        Varying known = new Varying("bin/*", kind, "it is so");
        Manifest disk = manifest(BIN, FILE);
        assertThat(compare(manifest(BIN, file("bin/x", "644", 3, "b")), disk, known).differing()).isZero();
        assertThat(compare(manifest(BIN, file("bin/x", "644", 4, "b")), disk, known).differing())
                .isEqualTo(kind == Difference.CONTENTS ? 1 : 0);
        assertThat(compare(manifest(BIN), disk, known).differing()).isEqualTo(kind == Difference.PRESENCE ? 0 : 1);
        assertThat(compare(manifest(BIN, file("bin/x", "755", 3, "b")), disk, known).differing()).isOne();
        assertThat(compare(manifest(BIN, link("y")), disk, known).differing()).isOne();
    }

    @Test
    void excusesAreCountedAndTheUnneededNamed() {
        ManifestCheck check = compare(manifest(BIN, file("bin/x", "644", 3, "b")), manifest(BIN, FILE),
                new Varying("**.o", Difference.SIZE, "never"), new Varying("bin/x", Difference.CONTENTS, "a stamp"),
                new Varying("**", Difference.PRESENCE, "too late"));
        assertThat(check.excused()).isOne();
        assertThat(check.same()).isOne();
        assertThat(check.known()).containsExactly(new KnownVarying("**.o", "size", "never", 0),
                new KnownVarying("bin/x", "contents", "a stamp", 1),
                new KnownVarying("**", "presence", "too late", 0));
    }

    @Test
    void aGlobReachesNamesThatAreNoText() {
        Manifest here = manifest(file("d/\\xff\\x0a.o", "644", 3, "b"));
        Manifest there = manifest(file("d/\\xff\\x0a.o", "644", 3, "c"));
        assertThat(compare(here, there, new Varying("d/*.o", Difference.CONTENTS, "a stamp")).excused()).isOne();
    }

    @Test
    void atAPathOfItsOwnNamesTypesAndModesCount() {
        Manifest away = new Manifest(false, List.of(BIN, file("bin/x", "644", 9, "z")));
        ManifestCheck check = compare(away, manifest(BIN, FILE));
        assertThat(check.namesOnly()).isTrue();
        assertThat(check.differing()).isZero();
        assertThat(compare(new Manifest(false, List.of(FILE)), manifest(BIN, FILE)).differing()).isOne();
        assertThat(compare(manifest(BIN, FILE), away).namesOnly()).isTrue();
    }

    @Test
    void allAreCountedAndTheFirstOnesKept() {
        Manifest many = new Manifest(true, IntStream.range(1000, 2000)
                .mapToObj(i -> file("f" + i, "644", 1, "a")).toList());
        ManifestCheck check = compare(many, manifest());
        assertThat(check.differing()).isEqualTo(1000);
        assertThat(check.differences()).hasSize(ManifestCheck.LISTED).first()
                .matches(difference -> difference.path().equals("f1000"));
        assertThat(BuiltFilesGate.sentence(check)).isEqualTo("1000 built files differ from those of disk #1: "
                + "f1000 (present here, missing there), f1001 (present here, missing there), "
                + "f1002 (present here, missing there), ...; the report lists them");
    }
}
