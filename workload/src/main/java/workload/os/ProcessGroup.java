package workload.os;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import workload.process.OwnSession;

/**
 * A command with all of its descendants, in a {@link OwnSession} of its own: they end together, by {@link #kill()} or when
 * this process dies, whatever kills it.
 */
public final class ProcessGroup {
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
        ProcessBuilder builder = new ProcessBuilder(OwnSession.of(command));
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
