package workload.process;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A program run to its end within a limit, its standard output and error kept together.
 *
 * @param directory
 *            where it runs, null for the current directory
 * @param environment
 *            added to the inherited one; an empty value takes the variable away
 * @param limit
 *            after which it and all its children are killed, as they are when this process dies
 */
public record Command(List<String> words, Path directory, Map<String, String> environment, Duration limit) {
    /** What the session's shell ends with where the program isn't there, and how it says so: sh(1). */
    private static final int NOT_FOUND = 127;
    private static final String SHELL = "sh: ";
    private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(10);

    /**
     * What came of it.
     *
     * @param status
     *            exit status; 124 when the limit passed, as timeout(1) says it
     * @param output
     *            standard output and error, without the last line break
     */
    public record Result(int status, String output) {
        /** The status of a program that was killed when its limit passed. */
        public static final int TIMED_OUT = 124;

        public boolean ok() {
            return status == 0;
        }

        /** The last line of the output: where programs say why they gave up. */
        public String lastLine() {
            return output.substring(output.lastIndexOf('\n') + 1).strip();
        }
    }

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static Command of(List<String> words) {
        return new Command(words, null, Map.of(), DEFAULT_LIMIT);
    }

    public static Command of(String... words) {
        return of(List.of(words));
    }

    public Command in(Path where) {
        return new Command(words, where, environment, limit);
    }

    public Command within(Duration time) {
        return new Command(words, directory, environment, time);
    }

    public Command with(Map<String, String> variables) {
        var all = new TreeMap<>(environment);
        all.putAll(variables);
        return new Command(words, directory, all, limit);
    }

    /**
     * Runs it with an empty standard input and messages in English.
     *
     * @throws IOException
     *             when the program is not there; {@link InterruptedIOException} when the thread is interrupted
     */
    public Result run() throws IOException {
        // A file, not a pipe: a grandchild that keeps the pipe open could hold up the reader beyond the limit.
        Path output = Files.createTempFile("command", ".out");
        try {
            int status = await(start(output));
            String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).stripTrailing();
            if (status == NOT_FOUND && text.startsWith(SHELL)) {
                throw new IOException(text.substring(SHELL.length()));
            }
            return new Result(status, text);
        } finally {
            Files.delete(output);
        }
    }

    private Process start(Path output) throws IOException {
        var builder = new ProcessBuilder(OwnSession.of(words)).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(String::isEmpty);
        return builder.start();
    }

    private int await(Process process) throws IOException {
        var hook = new Thread(() -> kill(process));
        boolean hooked = hook(hook);
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : Result.TIMED_OUT;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while running " + words.getFirst());
        } finally {
            kill(process);
            if (hooked) {
                unhook(hook);
            }
        }
    }

    /** A run that is ended leaves no process behind; false when it is being ended already, as a tear-down needs it. */
    private static boolean hook(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException _) {
            return false;
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The end has begun; the hook finds a process that is dead, and no harm is done.
        }
    }

    /** The leading shell first: it would add a line on the death of its child to the output. */
    private static void kill(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
