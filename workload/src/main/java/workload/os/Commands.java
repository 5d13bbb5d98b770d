package workload.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import workload.process.Command;

/** Short commands of the system that have to succeed, outside every timing: {@code mount}, {@code find}. */
public final class Commands {
    private Commands() {}

    /**
     * Runs a command and returns what it wrote to its standard output.
     *
     * @throws IOException
     *             when it can't be started, or ends with another status than 0: says which and its last line
     */
    public static String run(String... words) throws IOException {
        return run(Command.of(words));
    }

    /** The same within a limit, after which the command is killed: it failed then. */
    public static String run(Duration limit, String... words) throws IOException {
        return run(Command.of(words).within(limit));
    }

    private static String run(Command command) throws IOException {
        Command.Result result = command.run();
        if (!result.ok()) {
            throw new IOException(
                    String.join(" ", command.words()) + " ended with status " + result.status() + ": "
                            + result.lastLine());
        }
        return result.output();
    }

    /** Whether a program of this name is on the PATH. */
    public static boolean exists(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** Removes a tree, never one that is mounted in it. */
    public static void removeTree(Path directory) throws IOException {
        run("rm", "-rf", "--one-file-system", "--", directory.toString());
    }
}
