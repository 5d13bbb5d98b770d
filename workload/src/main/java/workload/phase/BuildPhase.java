package workload.phase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import workload.process.CleanEnvironment;

/**
 * Builds a checkout, step by step.
 *
 * @param scripts
 *            the steps in order
 * @param jobs
 *            of a parallel build: JOBS in their environment
 * @param tracer
 *            makes of the words of a program those that start it under a tracer
 */
public record BuildPhase(Path checkout, List<Script> scripts, int jobs, Path log, UnaryOperator<List<String>> tracer)
        implements
            Phase {

    /** Without a tracer. */
    public BuildPhase(Path checkout, List<Script> scripts, int jobs, Path log) {
        this(checkout, scripts, jobs, log, UnaryOperator.identity());
    }

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
        List<String> command = tracer.apply(List.of("sh", "-ec", script.text()));
        int status = PhasePrograms.run(checkout, environment, log, command, cancellation);
        if (status != 0) {
            throw new PhaseException("the step '" + script.name() + "' ended with status " + status);
        }
    }
}
