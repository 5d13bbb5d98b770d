package workload.phase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * Builds a checkout, step by step.
 *
 * @param commands
 *            step's name to shell command, in order
 * @param jobs
 *            of a parallel build: JOBS in the commands' environment
 */
public record BuildPhase(Path checkout, List<Command> commands, int jobs, Path log) implements Phase {

    /** One step: a name for people and what {@code sh -ec} runs. */
    public record Command(String name, String script) {}

    @Override
    public void run(Cancellation cancellation) throws IOException, PhaseException {
        for (Command command : commands) {
            run(command, cancellation);
        }
    }

    private void run(Command command, Cancellation cancellation) throws IOException, PhaseException {
        Map<String, String> environment = CleanEnvironment.with(Map.of("JOBS", Integer.toString(jobs)));
        Files.writeString(log, "+ " + command.script().strip() + "\n", StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        int status = Programs.run(checkout, environment, log, List.of("sh", "-ec", command.script()), cancellation);
        if (status != 0) {
            throw new PhaseException("the step '" + command.name() + "' ended with status " + status);
        }
    }
}
