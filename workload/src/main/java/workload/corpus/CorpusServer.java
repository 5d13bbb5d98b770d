package workload.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import workload.process.CleanEnvironment;
import workload.process.DefaultSignals;
import workload.process.ProcessCpu;

/**
 * Serves the corpora over loopback by git daemon, in processes of its own: no WAN is in a clone's time, and the CPU
 * that serving takes can be told from the clone's.
 */
public final class CorpusServer implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final long START_SECONDS = 20;
    private static final long STOP_SECONDS = 5;
    private static final String READY = "Ready to rumble";
    /**
     * A process group of its own that ends as a whole, an upload-pack in the middle of a clone included, when its
     * standard input does: the harness closes it, or the kernel when the harness is killed.
     */
    private static final String SCRIPT = """
            exec 3<&0 </dev/null
            { cat <&3 >/dev/null; kill -TERM 0; } &
            git -c safe.directory='*' daemon --verbose --listen=127.0.0.1 --port="$1" --reuseaddr --export-all \
                --base-path="$2" 3<&-
            kill -TERM 0
            """;

    private final Process process;
    private final Path base;
    private final int port;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private CorpusServer(Path base, int port) throws IOException {
        this.base = base;
        this.port = port;
        var builder = new ProcessBuilder(DefaultSignals.of(
                List.of("setsid", "sh", "-c", SCRIPT, "sh", Integer.toString(port), base.toString())))
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(CleanEnvironment.with(Map.of()));
        process = builder.start();
        Thread.ofPlatform().daemon().name("corpus-server-output").start(this::drain);
    }

    /**
     * Starts serving everything in a {@link CorpusStore}'s cache, also what is prepared later.
     *
     * @throws CorpusException
     *             when git has no daemon here, or it doesn't begin to listen within 20 s
     */
    public static CorpusServer start(Path cacheDirectory) throws CorpusException {
        Path base = cacheDirectory.toAbsolutePath().normalize();
        String failure = "";
        // The port is free only until somebody else takes it.
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Files.createDirectories(base);
                var server = new CorpusServer(base, freePort());
                failure = server.awaitReady();
                if (failure == null) {
                    return server;
                }
            } catch (IOException e) {
                failure = e.getMessage();
            }
        }
        throw new CorpusException("git daemon can't serve " + base + " (" + failure
                + "); try: git daemon --help, and install the package that has it (git, or git-daemon).");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Reads what the daemon says to its end, so that it never waits for a reader. */
    private void drain() {
        String last = "no message";
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
                if (line.contains(READY)) {
                    ready.complete(null);
                }
            }
            ready.completeExceptionally(new IOException(last));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /** Null when the daemon listens, else why it doesn't; it is ended then. */
    private String awaitReady() {
        try {
            ready.get(START_SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            close();
            return e.getCause().getMessage();
        } catch (TimeoutException _) {
            close();
            return "not listening after " + START_SECONDS + " s";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            close();
            return "interrupted";
        }
    }

    /** What to clone. */
    public URI uri(Corpus corpus) {
        String path = base.relativize(corpus.repository().toAbsolutePath().normalize()).toString();
        return URI.create("git://127.0.0.1:" + port + "/" + path);
    }

    /** The process that all others of the server descend from. */
    public long pid() {
        return process.pid();
    }

    /** User and system time of the server's processes, those that have ended included, in ns, by steps of 10 ms. */
    public long cpuNanos() {
        return ProcessCpu.nanosOfTree(process.toHandle());
    }

    /** Ends all its processes. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException _) {
            // The other end is gone already, which is what closing is for.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
