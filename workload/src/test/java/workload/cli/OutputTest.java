package workload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command whose output is lost has not succeeded. */
@Timeout(60)
class OutputTest {
    private record End(int status, String errors) {}

    private static End run(String start, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", start, "bash", System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1", "-Dstudy.home=/nonexistent", "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new End(process.waitFor(), errors);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "--help", "--version"})
    void oneSentenceSaysThatADeviceIsFull(String command) throws Exception {
        End end = run("exec \"$@\" >/dev/full", command);
        assertThat(end.errors()).startsWith("benchmark.sh: Standard output can't be written (No space left on device)")
                .hasLineCount(1);
        assertThat(end.status()).isEqualTo(1);
    }

    /** A pipe whose reader has ended. */
    @ParameterizedTest
    @ValueSource(strings = {"list", "--help"})
    void aClosedPipeIsAQuietEnd(String command) throws Exception {
        End end = run("exec 4> >(:); wait $!; exec \"$@\" >&4", command);
        assertThat(end.errors()).isEmpty();
        assertThat(end.status()).isEqualTo(141);
    }

    @ParameterizedTest
    @CsvSource({"nosuch,1", "--no-such-option,2"})
    void aFailureStaysTheSame(String command, int status) throws Exception {
        assertThat(run("exec \"$@\" >/dev/full", command).status()).isEqualTo(status);
    }
}
