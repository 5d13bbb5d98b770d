package benchmarks.memory;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import benchmarks.run.Sentences;
import workload.memory.MemoryConditions;
import workload.memory.MemoryReport;
import workload.memory.MemoryStore;
import workload.memory.Scale;
import workload.phase.Cancellation;
import workload.result.Environment;
import workload.result.FailedWork;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.trial.Interruption;

/** Experiments on targets, one after the other; what each has measured is in the files at any time. */
public final class MemoryRun {
    private final List<TargetSpec> targets;
    private final Scale scale;
    private final Path home;
    private final Path directory;
    private final Path folder;
    private final Environment environment;
    private final List<String> arguments;
    private final PrintStream out;
    private MemoryStore store;
    private boolean failed;

    /**
     * @param home
     *            the project's folder, with MemFS's launcher in it
     * @param directory
     *            where each target is made
     * @param folder
     *            for the results
     * @param arguments
     *            the command line
     * @param out
     *            reports the progress
     */
    public MemoryRun(List<TargetSpec> targets, Scale scale, Path home, Path directory, Path folder,
            Environment environment, List<String> arguments, PrintStream out) {
        this.targets = List.copyOf(targets);
        this.scale = scale;
        this.home = home;
        this.directory = directory;
        this.folder = folder;
        this.environment = environment;
        this.arguments = List.copyOf(arguments);
        this.out = out;
    }

    /** Runs them all; returns whether all were completed. Ctrl-C ends the current one cleanly. */
    public boolean run(List<Experiment> experiments) throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        store = MemoryStore.create(folder, new MemoryConditions(folder.getParent().getFileName().toString(),
                Instant.now(), scale, environment, Map.of(), List.of(), Map.of()), arguments);
        try (Interruption interruption = new Interruption(
                () -> out.println("Interrupted. What was measured is in " + folder + "."))) {
            for (Experiment experiment : experiments) {
                for (TargetSpec target : targets.stream().flatMap(t -> experiment.arms(t).stream()).toList()) {
                    interruption.guard(cancellation -> turn(experiment, target, cancellation));
                }
                MemoryReport.write(folder);
            }
        }
        return !failed;
    }

    /** A failure is a row of the page, and the others continue. */
    private void turn(Experiment experiment, TargetSpec target, Cancellation cancellation) throws IOException {
        String name = experiment + "-" + target.toString().replaceAll("[^a-z0-9_=-]", "_") + ".log";
        ExperimentTurn turn = new ExperimentTurn(experiment, target, scale, home, directory,
                folder.resolve("logs").resolve(name));
        ReadingRecorder recorder = new ReadingRecorder(store, experiment, target.toString());
        out.println(experiment + " on " + target);
        try {
            turn.run(recorder, new Ticker(out, isTerminal(), cancellation),
                    recorder::mounted);
        } catch (IOException | UncheckedIOException | TargetException e) {
            String message = Sentences.of(e);
            failed = true;
            store.save(new FailedWork(experiment.toString(), target.toString(), message,
                    folder.getFileName().resolve("logs").resolve(name).toString()));
            out.println("  failed: " + message);
        }
    }

    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

}
