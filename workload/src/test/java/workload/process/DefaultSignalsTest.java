package workload.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which signals a program ignores that was started by a harness with ignored signals. */
@Timeout(60)
class DefaultSignalsTest {
    /** Bits of SIGHUP, SIGINT and SIGTERM in a mask of proc_pid_status(5). */
    private static final long HUP_INT_TERM = 1 | 1 << 1 | 1 << 14;

    /** The study in a process of its own. */
    static final class Study {
        private Study() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(Command.of("sed", "-n", "s/^SigIgn:\t//p", "/proc/self/status").run().output());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"trap '' HUP; exec", "trap '' INT HUP TERM; exec", "exec nohup", "exec"})
    void aProgramIgnoresNoneOfThem(String start) throws Exception {
        assertThat(ignoredBelow(start) & HUP_INT_TERM).isZero();
    }

    /** As `&` of a shell without job control does; and no input. */
    @Test
    void norInTheBackgroundWithoutATerminal() throws Exception {
        assertThat(ignoredBelow("exec setsid --wait sh -c '\"$@\" </dev/null & wait' sh") & HUP_INT_TERM).isZero();
    }

    private static long ignoredBelow(String start) throws IOException, InterruptedException {
        Process study = new ProcessBuilder("sh", "-c", start + " \"$@\"", "sh",
                System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), Study.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(study.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(study.waitFor()).isZero();
        return Long.parseUnsignedLong(output, 16);
    }
}
