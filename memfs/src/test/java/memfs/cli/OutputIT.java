package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Requirements;

/** A command whose output is lost has not succeeded. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutputIT {
    private static final String FULL = "exec \"$@\" >/dev/full";
    private static final String CLOSED = "exec \"$@\" >&-";
    /** A pipe whose reader has ended. */
    private static final String CLOSED_PIPE = "exec 4> >(:); wait $!; exec \"$@\" >&4";

    private MountDirectory directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = MountDirectory.create();
    }

    @AfterEach
    void removeDirectory() throws IOException {
        directory.close();
    }

    private record End(int status, String errors) {}

    private static End run(String start, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("bash", "-c", start, "bash", MemfsProcess.launcher().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new End(process.waitFor(), errors);
    }

    @ParameterizedTest
    @CsvSource({"--help,No space left on device,>/dev/full", "--version,No space left on device,>/dev/full",
            "--help,Bad file descriptor,>&-", "--version,Bad file descriptor,>&-"})
    void oneSentenceSaysSo(String option, String reason, String where) throws Exception {
        End end = run("exec \"$@\" " + where, option);
        assertThat(end.status()).isEqualTo(1);
        assertThat(end.errors()).isEqualTo(
                "memfs: standard output can't be written (" + reason + "); send it somewhere else.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version"})
    void aClosedPipeIsAQuietEnd(String option) throws Exception {
        End end = run(CLOSED_PIPE, option);
        assertThat(end.status()).isEqualTo(141);
        assertThat(end.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {FULL, CLOSED, CLOSED_PIPE})
    void aServerWhoseReadyLineIsLostDoesNotStay(String start) throws Exception {
        Requirements.fuse();
        End end = run(start, directory.path().toString());
        assertThat(end.status()).isEqualTo(1);
        assertThat(end.errors()).startsWith("memfs: the ready line can't be written to standard output, so ")
                .endsWith("was unmounted again; send the output somewhere else: >/dev/null.\n").hasLineCount(1);
        assertThat(MemfsProcess.isMounted(directory.path())).isFalse();
    }

    /** It ends as if its output could be written. */
    @Test
    void aUsageErrorStaysOne() throws Exception {
        assertThat(run(FULL, "--no-such-option").status()).isEqualTo(2);
    }
}
