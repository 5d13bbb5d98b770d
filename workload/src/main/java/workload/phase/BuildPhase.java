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
 * @param scripts
 *            the steps in order
 * @param jobs
 *            of a parallel build: JOBS in their environment
 */
public record BuildPhase(Path checkout, List<Script> scripts, int jobs, Path log) implements Phase {

    /** One step: a name for people and what {@code sh -ec} runs. */
    public record Script(String name, String text) {}

    @Override
    public void run(Cancellation cancellation) throws IOException, PhaseException {
        for (Script script : scripts) {
            run(script, cancellation);
        }
    }

    private void run(Script script, Cancellation cancellation) throws IOException, PhaseException {
        Map<String, String> environment = CleanEnvironment.with(Map.of("JOBS", Integer.toString(jobs)));
        Files.writeString(log, "+ " + script.text().strip() + "\n", StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        int status = Programs.run(checkout, environment, log, List.of("sh", "-ec", script.text()), cancellation);
        if (status != 0) {
            throw new PhaseException("the step '" + script.name() + "' ended with status " + status);
        }
    }
}
