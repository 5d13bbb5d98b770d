package workload.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a program with the default action of every signal.
 *
 * <p>
 * An ignored signal stays ignored across execve(2). nohup and a shell's {@code &} mean the harness by it, not the
 * servers, builds and artefacts that it starts and ends.
 */
public final class DefaultSignals {
    private static final String IGNORED = "SigIgn:";
    private static final int HEXADECIMAL = 16;
    private static final List<String> RESET = areIgnored() && canReset()
            ? List.of("env", "--default-signal")
            : List.of();

    private DefaultSignals() {}

    /** The command line that starts a command this way; the process becomes the command. */
    public static List<String> of(List<String> command) {
        List<String> words = new ArrayList<>(RESET);
        words.addAll(command);
        return words;
    }

    /** Whether this process ignores any signal; proc_pid_status(5). */
    private static boolean areIgnored() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith(IGNORED))
                    .anyMatch(line -> isAny(line.substring(IGNORED.length()).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAny(String mask) {
        return Long.parseUnsignedLong(mask, HEXADECIMAL) != 0;
    }

    /** coreutils since 8.31 can; with any other env(1) ignored signals stay ignored. */
    private static boolean canReset() {
        try {
            return new ProcessBuilder("env", "--default-signal", "true").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
