package workload.cli;

import java.io.IOException;
import java.io.PrintWriter;

import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine;
import workload.corpus.CorpusException;
import workload.plan.PlanException;
import workload.result.StudyException;
import workload.target.TargetException;
import workload.trial.InterruptedRun;

/** The one place where an exception becomes a line on standard error. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final String PREFIX = "benchmark.sh: ";

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        PrintWriter err = exception.getCommandLine().getErr();
        err.println(PREFIX + exception.getMessage());
        err.println("Try './benchmark.sh --help'.");
        return Main.USAGE;
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine commandLine, ParseResult parsed) {
        if (exception instanceof InterruptedRun) {
            return Main.INTERRUPTED;
        }
        PrintWriter err = commandLine.getErr();
        err.println(PREFIX + sentence(exception));
        if (isVerbose(parsed)) {
            exception.printStackTrace(err);
        }
        return Main.ERROR;
    }

    private static String sentence(Exception exception) {
        return switch (exception) {
            case StudyException e -> e.getMessage();
            case PlanException e -> e.getMessage();
            case CorpusException e -> e.getMessage();
            case TargetException e -> e.getMessage();
            case IOException e -> "A file can't be read or written (" + firstLine(e)
                    + "); check its rights and the disk's free space.";
            default -> "An error of the study itself: " + exception + "; run again with --verbose and report it.";
        };
    }

    /** Libraries put whole causes below each other. */
    private static String firstLine(IOException exception) {
        return String.valueOf(exception.getMessage()).lines().findFirst().orElse("");
    }

    private static boolean isVerbose(ParseResult parsed) {
        return parsed.hasMatchedOption("--verbose") || parsed.hasSubcommand() && isVerbose(parsed.subcommand());
    }
}
