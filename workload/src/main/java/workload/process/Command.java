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
 * A program run to its end within a limit. Its standard error is never in its output, so that a warning isn't parsed as a
 * result.
 *
 * @param directory
 *            where it runs, null for the current directory
 * @param environment
 *            its whole environment; a variable with an empty value is omitted
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
     *            standard output, without the last line break
     * @param errors
     *            standard error, likewise
     */
    public record Result(int status, String output, String errors) {
        /** The status of a program that was killed when its limit passed. */
        public static final int TIMED_OUT = 124;

        public boolean ok() {
            return status == 0;
        }

        /** The last line of its standard error, where programs report why they failed; else of its standard output. */
        public String lastLine() {
            String text = errors.isBlank() ? output : errors;
            return text.substring(text.lastIndexOf('\n') + 1).strip();
        }

        /** Both outputs, for people to read. */
        public String text() {
            return (output + "\n" + errors).strip();
        }
    }

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static Command of(List<String> words) {
        return new Command(words, null, CleanEnvironment.with(Map.of()), DEFAULT_LIMIT);
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

    /** With the user's settings and proxies ({@link CleanEnvironment#ofUser}), and nothing else in its environment. */
    public Command asUser() {
        return new Command(words, directory, CleanEnvironment.ofUser(Map.of()), limit);
    }

    /** With additional variables. */
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
        Path errors = Files.createTempFile("command", ".err");
        try {
            int status = await(start(output, errors));
            Result result = new Result(status, read(output), read(errors));
            if (status == NOT_FOUND && result.errors().startsWith(SHELL)) {
                throw new IOException(result.errors().substring(SHELL.length()));
            }
            return result;
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).stripTrailing();
    }

    private Process start(Path output, Path errors) throws IOException {
        var builder = new ProcessBuilder(OwnSession.of(words)).redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        builder.environment().clear();
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
