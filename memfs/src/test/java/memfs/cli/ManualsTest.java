package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import memfs.mount.MountOption;
import picocli.CommandLine;

class ManualsTest {

    private static void has(CommandLine command, String section, MountOption option) {
        assertThat(Manuals.page(command, section, "1.2.3"))
                .contains("= " + command.getCommandName() + "(" + section + ")")
                .contains(":mansource: memfs 1.2.3").contains("== Synopsis")
                .contains("\n*pass:c[" + option.usage() + "]*::")
                .contains(option.meaning().replace("`", ""));
    }

    @Test
    void anOptionStandsBeforeItsValue() {
        assertThat(Manuals.page(MountHelper.commandLine(), "8", "1.2.3")).contains("\n*-o* _OPTIONS_::\n")
                .contains("\n*-f*::\n").contains("\n*-h*, *--help*::\n");
    }

    @ParameterizedTest
    @EnumSource(MountOption.class)
    void bothPagesHaveEveryOption(MountOption option) {
        has(Main.commandLine(), "1", option);
        has(MountHelper.commandLine(), "8", option);
    }
}
