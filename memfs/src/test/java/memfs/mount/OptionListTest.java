package memfs.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionListTest {

    private static RawOptions ofMount(String... lists) {
        return RawOptions.ofMount(List.of(lists), false);
    }

    @Test
    void commasSeparateUnlessEscaped() {
        assertThat(OptionList.split(List.of("a,b=c\\,d", "e\\\\,f\\"))).containsExactly("a", "b=c,d", "e\\", "f\\");
    }

    @Test
    void theLaterOneCounts() {
        RawOptions options = ofMount("ro,size=1g,noexec", "rw,size=2g,defaults");

        assertThat(options.flag(MountOption.RO, true)).isFalse();
        assertThat(options.flag(MountOption.EXEC, true)).isFalse();
        assertThat(options.value(MountOption.SIZE, "")).isEqualTo("2g");
        assertThat(options.given()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"defaults", "auto", "noauto", "nofail", "_netdev", "user", "user=me", "users", "owner",
            "x-systemd.automount", "x-systemd.requires=a.service", "X-mount.mkdir", "comment=a", "relatime", "sync",
            ""})
    void whatIsForOthersIsSkipped(String option) {
        assertThat(ofMount(option).given()).isEmpty();
    }

    @Test
    void whatIsUnknownIsSkippedOnlyWhereAllowed() {
        assertThatThrownBy(() -> ofMount("sizee=1g")).isInstanceOf(OptionException.class)
                .hasMessageContaining("no mount option 'sizee'");
        assertThat(RawOptions.ofMount(List.of("sizee=1g,nothing,ro,noexec,size=1g"), true).given())
                .containsExactly(MountOption.RO, MountOption.EXEC, MountOption.SIZE);
    }

    @Test
    void aCommandOfPeopleKnowsNoneOfThem() {
        assertThatThrownBy(() -> RawOptions.parse(List.of("noauto"))).isInstanceOf(OptionException.class);
    }
}
