package benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import workload.target.TargetException;
import workload.target.TargetSpec;

class TargetChoiceTest {
    @Test
    void oneThatIsntThereIsNamedAndTheOthersStay() throws TargetException {
        TargetChoice choice = TargetChoice.of(List.of("disk,ramdisk,tmpfs:size=4g,nr_inodes=1m", "memfs"));

        assertThat(choice.known()).extracting(TargetSpec::toString)
                .containsExactly("disk", "tmpfs:size=4g,nr_inodes=1m", "memfs");
        assertThat(choice.unknown()).singleElement().asString().contains("ramdisk");
    }

    @Test
    void aTargetThatIsntThereIsNoOptionOfTheMemfsBeforeIt() throws TargetException {
        TargetChoice choice = TargetChoice.of(List.of("memfs:content=null,ramdisk,noxattr,tmpfs"));

        assertThat(choice.known()).extracting(TargetSpec::toString).containsExactly("memfs:content=null,noxattr",
                "tmpfs");
        assertThat(choice.unknown()).singleElement().asString()
                .contains("'ramdisk' is neither a target (disk, tmpfs, memfs, memfs-jnr) nor an option of memfs");
    }

    @Test
    void anOptionThatMemfsDoesNotHaveIsToldBeforeAnythingRuns() {
        assertThatThrownBy(() -> TargetChoice.of(List.of("memfs-jnr:colour=red"))).isInstanceOf(TargetException.class)
                .hasMessageContaining("'colour'");
    }

    @Test
    void noneAtAllIsAnError() {
        assertThatThrownBy(() -> TargetChoice.of(List.of("ramdisk"))).isInstanceOf(TargetException.class)
                .hasMessageContaining("ramdisk");
    }

    @Test
    void nobodyNamedAny() throws TargetException {
        assertThat(TargetChoice.of(List.of()).known()).isEmpty();
    }
}
