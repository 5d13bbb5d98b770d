package workload.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetSpecTest {
    @Test
    void optionsMayHoldCommasAndTargetsToo() throws TargetException {
        assertThat(TargetSpec.parse(List.of("disk,tmpfs:size=4g,nr_inodes=1m,memfs-jnr:max_write=4096")))
                .containsExactly(
                        new TargetSpec("disk", List.of()), new TargetSpec("tmpfs", List.of("size=4g", "nr_inodes=1m")),
                        new TargetSpec("memfs-jnr", List.of("max_write=4096")));
    }

    @Test
    void aNameThatBeginsAnotherIsNotTakenForIt() throws TargetException {
        assertThat(TargetSpec.parse(List.of("memfs:writeback_cache,noxattr,memfs-jnr,memfs"))).containsExactly(
                new TargetSpec("memfs", List.of("writeback_cache", "noxattr")), new TargetSpec("memfs-jnr", List.of()),
                new TargetSpec("memfs", List.of()));
    }

    @Test
    void oneServerMayStandTwiceWithDifferentOptions() throws TargetException {
        assertThat(TargetSpec.parse(List.of("memfs-jnr", "memfs-jnr:noxattr"))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk", "tmpfs:size=4g,nr_inodes=1m", "memfs-jnr:noxattr"})
    void theNameIsWhatTheUserGave(String name) throws TargetException {
        assertThat(TargetSpec.parse(List.of(name))).singleElement().hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disc", "disk,tmpsf", "", ":x", ",,", "disk,", ",disk"})
    void anUnknownTargetIsToldWithTheKnownOnes(String argument) {
        assertThatThrownBy(() -> TargetSpec.parse(List.of(argument))).isInstanceOf(TargetException.class)
                .hasMessageContaining("known are disk, tmpfs, memfs, memfs-jnr");
    }

    @Test
    void theSameTargetTwiceIsRefused() {
        assertThatThrownBy(() -> TargetSpec.parse(List.of("disk", "tmpfs,disk"))).isInstanceOf(TargetException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void oneTargetMayHaveTwoLabels() throws TargetException {
        List<TargetSpec> specs = TargetSpec.parse(List.of("a=memfs:noxattr,max_write=4096,b=memfs,tmpfs", "c=disk"));

        assertThat(specs).extracting(TargetSpec::toString).containsExactly("a", "b", "tmpfs", "c");
        assertThat(specs).extracting(TargetSpec::kind).containsExactly("memfs", "memfs", "tmpfs", "disk");
        assertThat(specs.getFirst().labelled()).contains(new TargetSpec("memfs", List.of("noxattr", "max_write=4096")));
        assertThat(specs.get(1).labelled()).contains(new TargetSpec("memfs", List.of()));
    }

    @Test
    void aLabelHasTheNeedsOfItsTarget() throws TargetException {
        TargetSpec label = TargetSpec.parse(List.of("a=memfs")).getFirst();

        assertThat(Targets.of(label, Path.of("/nonexistent")).needs())
                .isEqualTo(Targets.of(new TargetSpec("memfs", List.of()), Path.of("/nonexistent")).needs());
        TargetSpec wrong = TargetSpec.parse(List.of("a=disk:fast")).getFirst();
        assertThatThrownBy(() -> Targets.of(wrong, Path.of("/"))).isInstanceOf(TargetException.class)
                .hasMessageContaining("--work-dir");
    }

    @Test
    void aMountedPathMayStandBetweenOthers() throws TargetException {
        assertThat(TargetSpec.parse(List.of("tmpfs:size=4g,nr_inodes=1m,nfs=/mnt/nfs,memfs"))).containsExactly(
                new TargetSpec("tmpfs", List.of("size=4g", "nr_inodes=1m")),
                new TargetSpec("nfs", List.of(), "/mnt/nfs"), new TargetSpec("memfs", List.of()));
    }

    @Test
    void commasBelongToACommand() throws TargetException {
        String command = "cmd: server -o a=b,disk,c=/d {mount}\nsecond line";
        assertThat(TargetSpec.parse(List.of("disk", "mine=" + command, "tmpfs"))).containsExactly(
                new TargetSpec("disk", List.of()), new TargetSpec("mine", List.of(), command),
                new TargetSpec("tmpfs", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-fs.2=/mnt/x", "my-fs.2=cmd: server {mount}"})
    void ofOnesOwnTargetTheNameIsTheKey(String argument) throws TargetException {
        assertThat(TargetSpec.parse(List.of(argument))).singleElement().hasToString("my-fs.2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x=cmd: server /mnt                | has no {mount}
            disk=/mnt                         | is taken
            memfs=cmd: server {mount}         | is taken
            -x=/mnt                           | can't be called '-x'
            a b=cmd: server {mount}           | can't be called 'a b'
            =/mnt                             | can't be called ''
            disk,x=cmd: server {mount}        | A command is a --target of its own
            x=mnt                             | the whole path
            x=                                | the whole path
            x=server {mount}                  | the whole path
            x=memfss                          | the whole path
            x=/mnt/a,b                        | There is no target 'b'
            a=memfs,a=memfs                   | named twice (a)
            a=memfs,a=/mnt                    | named twice (a)
            tmpfs=memfs                       | The name 'tmpfs' is taken
            memfs=memfs                       | The name 'memfs' is taken
            =memfs                            | can't be called ''
            a b=memfs                         | can't be called 'a b'
            a=b                               | the whole path
            x=/a,x=/b                         | named twice (x)
            """)
    void whatIsWrongWithOnesOwnTargetIsTold(String argument, String message) {
        assertThatThrownBy(() -> TargetSpec.parse(List.of(argument))).isInstanceOf(TargetException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aNameIsUniqueAcrossArguments() {
        assertThatThrownBy(() -> TargetSpec.parse(List.of("x=/a", "x=cmd: server {mount}")))
                .isInstanceOf(TargetException.class).hasMessageContaining("named twice");
    }

    @Test
    void aDirectoryIsOneWordOfTheShell() {
        assertThat(Placeholders.replace("ls {mount}", Placeholders.MOUNT, Path.of("/work/trial")))
                .isEqualTo("ls /work/trial");
        assertThat(Placeholders.replace("ls {mount}", Placeholders.MOUNT, Path.of("/my work/it's")))
                .isEqualTo("ls '/my work/it'\\''s'");
    }

    @Test
    void theDiskHasNoOptions() {
        assertThatThrownBy(() -> Targets.of(new TargetSpec("disk", List.of("fast")), Path.of("/")))
                .isInstanceOf(TargetException.class).hasMessageContaining("--work-dir");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memfs", "memfs-jnr"})
    void aMissingLauncherIsANeed(String name) throws TargetException {
        Target target = Targets.of(new TargetSpec(name, List.of()), Path.of("/nonexistent"));
        assertThat(target.needs()).anyMatch(need -> need.contains("/nonexistent/memfs/bin/memfs"));
    }
}
