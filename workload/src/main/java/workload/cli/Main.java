package workload.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

import picocli.CommandLine;

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

    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        Logger.getLogger("").setLevel(Level.WARNING);
        JGIT.setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new RunCommand()).setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(false).setUsageHelpAutoWidth(true);
        commandLine.setParameterExceptionHandler(new Errors());
        commandLine.setExecutionExceptionHandler(new Errors());
        return commandLine;
    }
}
