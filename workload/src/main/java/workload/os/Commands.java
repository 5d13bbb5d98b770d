package workload.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Short commands of the system, outside every timing: {@code mount}, {@code find}, {@code git fsck}. */
public final class Commands {
    private static final long LIMIT_MINUTES = 10;

    private Commands() {}

    /**
     * Runs a command and answers what it wrote to both of its outputs.
     *
     * @throws IOException
     *             when it can't be started, or ends with another status than 0: says which and its last line
     */
    public static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
        try {
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> drain(process));
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException(String.join(" ", command) + " didn't end within " + LIMIT_MINUTES + " min");
            }
            String text = output.join();
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " ended with status " + process.exitValue()
                        + lastLine(text));
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command[0] + " was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String drain(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lastLine(String text) {
        List<String> lines = text.strip().lines().toList();
        return lines.isEmpty() ? "" : ": " + lines.getLast();
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
