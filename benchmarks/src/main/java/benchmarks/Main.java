package benchmarks;

import java.io.IOException;
import java.util.Optional;

import benchmarks.memory.Experiment;
import benchmarks.run.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine;
import workload.os.CommandOutput;
import workload.os.NamedPath;
import workload.trial.InterruptedRun;

/** Starts what {@code ./benchmark.sh} hands over: {@code micro} and {@code memory}. */
@Command(name = "benchmark.sh", mixinStandardHelpOptions = true, version = "benchmarks 1.0", usageHelpAutoWidth = true, //
        subcommands = {MicroCommand.class, MemoryCommand.class}, description = "Measures mounted file systems.")
public final class Main {
    /** 128 + SIGINT, as a shell says it. */
    private static final int INTERRUPTED = 130;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        // JMH's own lock is /tmp/jmh.lock, of which it makes a file that everybody may write to, through any link. The work
        // directory has a lock of ours.
        System.setProperty("jmh.ignoreLock", "true");
        Optional<String> unreadable = NamedPath.unreadable(arguments);
        unreadable.ifPresent(sentence -> System.err.println("benchmark.sh: " + sentence));
        CommandOutput output = CommandOutput.install();
        System.exit(output.status(unreadable.isPresent() ? CommandLine.ExitCode.USAGE : execute(arguments)));
    }

    /** The exit status. */
    static int execute(String... arguments) {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false)
                .registerConverter(Suite.class, Suite::parse).registerConverter(Experiment.class, Experiment::parse)
                .setExecutionExceptionHandler(Main::explain).execute(arguments);
    }

    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        if (e instanceof InterruptedRun) {
            return INTERRUPTED;
        }
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + e.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
