package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import memfs.mount.MountOptions;
import picocli.CommandLine;

class MountHelperTest {

    @ParameterizedTest
    @CsvSource({"-r, true", "-w, false", "-r -w, false", "-w -r, true", "-wr, true", "-r -o rw, true",
            "-o ro, true", "-o ro -w, false"})
    void ofReadOnlyAndWritableTheLaterOneCounts(String words, boolean readOnly) {
        CommandLine commandLine = MountHelper.commandLine();
        commandLine.parseArgs(("name directory " + words).split(" "));
        MountHelper helper = commandLine.getCommand();

        assertThat(MountOptions.of("name", helper.options()).store().readOnly()).isEqualTo(readOnly);
    }
}
