package workload.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
    @TempDir
    Path directory;

    @Test
    void keepsOutputErrorAndStatus() throws IOException {
        Command.Result result = Command.of("sh", "-c", "echo one; echo two >&2; exit 3").run();

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.output()).isEqualTo("one");
        assertThat(result.errors()).isEqualTo("two");
        assertThat(result.lastLine()).isEqualTo("two");
        assertThat(result.text()).isEqualTo("one\ntwo");
    }

    @Test
    void whatItWarnsOfIsNoPartOfItsOutput() throws IOException {
        Command.Result result = Command.of("sh", "-c", "echo warning: unsafe >&2; echo result; echo hint >&2").run();

        assertThat(result.output()).isEqualTo("result");
    }

    @Test
    void itsLastLineIsThatOfItsOutputWhereItHasNoErrors() throws IOException {
        assertThat(Command.of("sh", "-c", "echo one; echo two; exit 3").run().lastLine()).isEqualTo("two");
    }

    /** The test's own environment has variables of Maven and the shell that aren't in the allow-list. */
    @Test
    void inheritsNothingButThePath() throws IOException {
        Command.Result result = Command.of("env").run();

        assertThat(result.output().lines().filter(line -> !line.matches("(PWD|OLDPWD|SHLVL|_)=.*")))
                .containsExactlyInAnyOrderElementsOf(CleanEnvironment.with(Map.of()).entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue()).toList());
    }

    @Test
    void runsWhereAndWithWhatItIsTold() throws IOException {
        Command.Result result = Command.of("sh", "-c", "pwd; echo $GREETING ${HOME-unset}; cat").in(directory)
                .with(Map.of("GREETING", "hello", "HOME", "")).run();

        assertThat(result.output()).isEqualTo(directory.toRealPath() + "\nhello unset");
    }

    @Test
    void killsWhatTakesTooLongWithItsChildren() throws IOException {
        Command.Result result = Command.of("sh", "-c", "sleep 1000 & echo $!; wait")
                .within(Duration.ofMillis(500)).run();

        assertThat(result.status()).isEqualTo(Command.Result.TIMED_OUT);
        ProcessHandle.of(Long.parseLong(result.lastLine()))
                .ifPresent(child -> assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(10)));
    }

    @Test
    void hasASessionOfItsOwnSoThatCtrlCIsOursToHear() throws IOException {
        String theirs = Command.of("cat", "/proc/self/stat").run().output();

        assertThat(session(theirs)).isNotEqualTo(session(Files.readString(Path.of("/proc/self/stat"))));
    }

    /** Field 6 of proc_pid_stat(5). */
    private static String session(String stat) {
        return stat.substring(stat.lastIndexOf(')')).split(" ")[4];
    }

    @Test
    void aProgramThatIsNotThereIsAnException() {
        assertThatThrownBy(() -> Command.of("/no/such/program").run()).isInstanceOf(IOException.class);
    }
}
