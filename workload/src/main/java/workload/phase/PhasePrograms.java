package workload.phase;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import workload.os.ProcessGroup;

/** PhasePrograms that a cancel ends with all of their descendants. */
final class PhasePrograms {
    private PhasePrograms() {}

    /** Runs a program to its end; answers its status. */
    static int run(Path directory, Map<String, String> environment, Path log, List<String> command,
            Cancellation cancellation) throws IOException, PhaseException {
        ProcessGroup group = ProcessGroup.start(directory, environment, log, command);
        try (Cancellation.Registration _ = cancellation.onCancel(group::kill)) {
            return group.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PhaseException("the wait for " + command.getFirst() + " was interrupted", e);
        } finally {
            group.kill();
        }
    }
}
