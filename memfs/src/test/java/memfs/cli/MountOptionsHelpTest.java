package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import memfs.mount.MountOption;

class MountOptionsHelpTest {
    /** Without blanks, since the help is wrapped. */
    private static final String HELP = Main.commandLine().getUsageMessage().replaceAll("\\s", "");

    @ParameterizedTest
    @EnumSource(MountOption.class)
    void showsEveryOptionWithMeaningDefaultAndWhatItBreaks(MountOption option) {
        assertThat(HELP).contains(plain(option.usage() + option.meaning() + "[")).contains(plain(option.breaks()));
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s`]", "");
    }
}
