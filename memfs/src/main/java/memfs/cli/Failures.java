package memfs.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import memfs.mount.MountException;
import memfs.mount.OptionException;
import memfs.sys.FileNames;
import picocli.CommandLine;

/**
 * How a command fails: in one sentence, with an exit status.
 *
 * @param command
 *            its name, before the sentence
 * @param verbose
 *            its option for stack traces
 * @param usage
 *            the status where the command line is wrong
 * @param mount
 *            the status where nothing could be mounted, or a mount ended by a failure
 * @param bug
 *            the status of anything else
 */
record Failures(String command, String verbose, int usage, int mount, int bug) {
    static final Failures OF_MEMFS = new Failures("memfs", "--verbose", CommandLine.ExitCode.USAGE,
            CommandLine.ExitCode.SOFTWARE, CommandLine.ExitCode.SOFTWARE);
    /** The statuses of mount(8). */
    static final Failures OF_MOUNT = new Failures("mount.memfs", "-v", 1, 32, 4);

    /**
     * Sets a command up.
     *
     * @param traces
     *            whether stack traces are wanted
     * @param output
     *            takes the sentence
     */
    CommandLine handle(CommandLine commandLine, BooleanSupplier traces, Consumer<String> output) {
        // A word that begins with @ is a name, too, not a file of arguments.
        commandLine.setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false)
                .registerConverter(Path.class, FileNames::path)
                .setParameterExceptionHandler((e, _) -> report(e, usage, help(), traces, output))
                .setExecutionExceptionHandler((e, _, _) -> report(e, traces, output));
        MountOptionsHelp.addTo(commandLine);
        return commandLine;
    }

    private int report(Exception e, BooleanSupplier traces, Consumer<String> output) {
        return switch (e) {
            case MountException _ -> report(e, mount, "", traces, output);
            case OptionException _ -> report(e, usage, help(), traces, output);
            default -> report(e, bug, "; this is a bug, please report it with " + verbose, traces, output);
        };
    }

    private String help() {
        return "; see " + command + " --help";
    }

    private int report(Exception e, int status, String advice, BooleanSupplier traces, Consumer<String> output) {
        output.accept(command + ": " + Objects.requireNonNullElse(e.getMessage(), e.toString()) + advice + ".");
        if (traces.getAsBoolean()) {
            e.printStackTrace();
        }
        return status;
    }
}
