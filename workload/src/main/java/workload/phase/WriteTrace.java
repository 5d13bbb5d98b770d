package workload.phase;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import workload.os.Commands;

/**
 * strace(1) over a program and all that it starts: a file with its calls that write to files, one a line, which
 * {@link WriteTraceReader} understands.
 *
 * @param file
 *            appended to
 */
public record WriteTrace(Path file) implements UnaryOperator<List<String>> {
    /** Debian's package. */
    public static final String PACKAGE = "strace";

    /** No data, but paths and programs; only these calls stop a program; the lines of several programs in one file. */
    private static final List<String> STRACE = List.of("strace", "-f", "--seccomp-bpf", "-qq", "-A", "-s", "0", "-y",
            "-Y", "-e", "signal=none", "-e", "trace=" + String.join(",", WriteTraceReader.CALLS), "-o");

    /** The words that start a program under strace. */
    @Override
    public List<String> apply(List<String> command) {
        List<String> words = new ArrayList<>(STRACE);
        words.add(file.toString());
        words.addAll(command);
        return words;
    }

    /**
     * Tries it.
     *
     * @throws IOException
     *             strace isn't there, is too old, or may not trace here: says what it says
     */
    public static void check() throws IOException {
        Commands.run(new WriteTrace(Path.of("/dev/null")).apply(List.of("true")).toArray(String[]::new));
    }
}
