package memfs.contract;

import static memfs.posix.OpenFlags.O_WRONLY;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.rename;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** execve(2): what a build does with what it has built. */
abstract class ExecContract extends Contract {
    private static int run(Path folder, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).directory(folder.toFile()).start().waitFor();
    }

    private String program(int mode) throws IOException {
        Files.copy(Path.of("/bin/true"), Path.of(at("program")));
        chmod(at("program"), mode);
        return at("program");
    }

    @Test
    void runsAProgram() throws IOException, InterruptedException {
        assertThat(run(Path.of("/"), program(0755))).isZero();
    }

    @Test
    void runsAScriptInItsOwnFolder() throws IOException, InterruptedException {
        chmod(file("script", "#!/bin/sh\necho done > here\n[ \"$PWD\" = \"$(pwd -P)\" ]\n"), 0755);
        assertThat(run(Path.of(dir), "./script")).isZero();
        assertThat(content(at("here"))).isEqualTo("done\n");
    }

    @Test
    void needsExecutePermission() throws IOException {
        String program = program(0644);
        assertThatThrownBy(() -> run(Path.of("/"), program)).isInstanceOf(IOException.class)
                .hasMessageContaining("Permission denied");
    }

    @Test
    void failsWhileTheProgramIsBeingWritten() throws IOException, InterruptedException {
        String program = program(0755);
        int fd = open(program, O_WRONLY);
        assertThatThrownBy(() -> run(Path.of("/"), program)).isInstanceOf(IOException.class)
                .hasMessageContaining("Text file busy");
        close(fd);
        assertThat(run(Path.of("/"), program)).isZero();
    }

    @Test
    void runsANewVersionAtOnce() throws IOException, InterruptedException {
        chmod(file("script", "#!/bin/sh\nexit 1\n"), 0755);
        assertThat(run(Path.of(dir), at("script"))).isEqualTo(1);
        chmod(file("new", "#!/bin/sh\nexit 2\n"), 0755);
        rename(at("new"), at("script"));
        assertThat(run(Path.of(dir), at("script"))).isEqualTo(2);
    }
}
