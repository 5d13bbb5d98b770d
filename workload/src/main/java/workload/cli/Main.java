package workload.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import picocli.CommandLine;
import workload.os.CommandOutput;
import workload.os.NamedPath;

/** Starts the study's commands, and turns what fails into one sentence and a status. */
public final class Main {
    static final int OK = 0;
    static final int ERROR = 1;
    static final int USAGE = 2;
    static final int TRIALS_FAILED = 3;
    /** 128 + SIGINT, as a shell says it. */
    static final int INTERRUPTED = 130;

    /** Held, since nobody else does. JGit throws what it logs: its stack traces only hide the sentence for people. */
    private static final Logger JGIT = Logger.getLogger("org.eclipse.jgit");

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING);
        JGIT.setLevel(Level.OFF);
        CommandOutput output = CommandOutput.install();
        System.exit(output.status(execute(arguments)));
    }

    private static int execute(String... arguments) throws IOException {
        Optional<String> unreadable = NamedPath.unreadable(arguments);
        unreadable.ifPresent(sentence -> System.err.println("benchmark.sh: " + sentence));
        return unreadable.isPresent() ? USAGE : commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new RunCommand()).setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(false).setExpandAtFiles(false).setUsageHelpAutoWidth(true);
        commandLine.setParameterExceptionHandler(new Errors());
        commandLine.setExecutionExceptionHandler(new Errors());
        return commandLine;
    }
}
