package workload.os;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command with all of its descendants, in a session of its own: they end together, by {@link #kill()} or when this
 * process dies, whatever kills it.
 *
 * <p>
 * A shell leads the group and watches its standard input, whose other end only we hold: when it closes, the shell
 * kills the group. The command itself sees an empty input.
 */
public final class ProcessGroup {
    private static final String LEADER = """
            exec 3<&0 </dev/null
            { read -r _ <&3; kill -KILL 0; } &
            watcher=$!
            "$@" 3<&-
            status=$?
            kill "$watcher"
            exit $status
            """;

    private final Process leader;

    private ProcessGroup(Process leader) {
        this.leader = leader;
    }

    /**
     * Starts a command.
     *
     * @param environment
     *            its whole environment: nothing is inherited
     * @param log
     *            where both of its outputs are appended
     */
    public static ProcessGroup start(Path directory, Map<String, String> environment, Path log, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder("setsid", "sh", "-c", LEADER, "sh");
        builder.command().addAll(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        File output = log.toFile();
        builder.directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
        return new ProcessGroup(builder.start());
    }

    /** Waits for the end; the status is that of the command, 128 + 9 after {@link #kill()}. */
    public int waitFor() throws InterruptedException {
        return leader.waitFor();
    }

    /** Kills every process of the group; does nothing when it has ended. */
    public void kill() {
        try {
            leader.getOutputStream().close();
        } catch (IOException _) {
            // A close that fails has closed the descriptor all the same: close(2).
        }
    }
}
