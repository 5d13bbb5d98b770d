package memfs.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A MemFS server in a process of its own, started through its launcher as people start it; unmounted and ended by
 * {@link #close()}, whatever happened.
 */
public final class MemfsProcess implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 30;
    /** A server under test doesn't inherit the signals that these tests ignore (nohup, a shell's &). */
    private static final List<String> WITH_DEFAULT_SIGNALS = List.of("sh", "-c",
            "env --default-signal true 2>/dev/null && exec env --default-signal \"$@\"; exec \"$@\"", "sh");

    private final Process process;
    private final Path mountPoint;
    private final Path errors;
    private final BufferedReader output;
    private JsonNode ready;

    private MemfsProcess(Process process, Path mountPoint, Path errors) {
        this.process = process;
        this.mountPoint = mountPoint;
        this.errors = errors;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a server and waits for its ready line; a server that ends instead fails with what it said. */
    public static MemfsProcess mount(Path mountPoint, String... options) throws IOException {
        return mountThrough(List.of(), mountPoint, options);
    }

    /** As {@link #mount}, with a command before the launcher's that exec's it: setpriv. */
    public static MemfsProcess mountThrough(List<String> before, Path mountPoint, String... options)
            throws IOException {
        MemfsProcess server = startThrough(before, mountPoint, options);
        try {
            server.awaitReady();
            return server;
        } catch (IOException | RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /** Starts a server and waits for nothing. */
    public static MemfsProcess start(Path mountPoint, String... options) throws IOException {
        return startThrough(List.of(), mountPoint, options);
    }

    /** As {@link #start}, with a command before the launcher's that exec's it. */
    public static MemfsProcess startThrough(List<String> before, Path mountPoint, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(WITH_DEFAULT_SIGNALS);
        command.addAll(before);
        command.addAll(List.of(launcher().toString(), "--exit-on-stdin-eof"));
        command.addAll(List.of(options));
        command.add(mountPoint.toString());
        Path errors = Files.createTempFile("memfs-", ".err");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        return new MemfsProcess(process, mountPoint, errors);
    }

    /** The launcher script of this source tree. */
    public static Path launcher() {
        return Path.of(System.getProperty("basedir", "."), "bin", "memfs").toAbsolutePath();
    }

    private void awaitReady() throws IOException {
        String line = await(CompletableFuture.supplyAsync(() -> {
            try {
                return output.readLine();
            } catch (IOException e) {
                return null;
            }
        }));
        if (line == null) {
            throw new IOException("the server ended before it was ready: " + errors());
        }
        ready = JsonMapper.shared().readTree(line);
    }

    public Path mountPoint() {
        return mountPoint;
    }

    /** The ready line. */
    public JsonNode ready() {
        return ready;
    }

    /** The server's own process: the launcher exec's Java. */
    public Process process() {
        return process;
    }

    /** What the server wrote to its standard error so far. */
    public String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Waits for the server's end. */
    public int exitStatus() throws IOException {
        return await(process.onExit()).exitValue();
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("no answer from the server within " + DEADLINE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Ends the server by SIGTERM, by SIGKILL where that isn't heard, and removes whatever mount is left. */
    @Override
    public void close() throws IOException {
        try {
            process.destroy();
            await(process.onExit());
        } finally {
            process.destroyForcibly();
            if (mounts(mountPoint).anyMatch(MemfsProcess::isOurs)) {
                await(new ProcessBuilder("umount", "-l", mountPoint.toString()).start().onExit());
            }
            Files.deleteIfExists(errors);
        }
    }

    /** Whether a file system is mounted exactly here, dead ones included. */
    public static boolean isMounted(Path path) throws IOException {
        return mounts(path).findAny().isPresent();
    }

    /** The lines of mountinfo for one mount point. */
    private static Stream<String> mounts(Path path) throws IOException {
        String wanted = path.toAbsolutePath().toString().replace(" ", "\\040");
        return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.split(" ")[4].equals(wanted));
    }

    /** A server that was refused must not cost the machine what really is mounted there. */
    private static boolean isOurs(String mount) {
        return mount.contains(" - fuse.memfs ");
    }
}
