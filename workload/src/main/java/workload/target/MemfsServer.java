package workload.target;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import workload.os.Commands;
import workload.os.Mounts;
import workload.study.ServerMemory;
import workload.result.ServerBuild;
import workload.result.TargetSettings;

/**
 * A running MemFS server.
 *
 * <p>
 * Its standard input stays open as long as we live: the server ends by itself when it closes, however we die.
 */
final class MemfsServer implements OpenTarget {
    private static final long DEADLINE_SECONDS = 60;
    /** Of SIGKILL, which nobody sends at the end of a trial. */
    private static final int KILLED = 128 + 9;
    private static final String PASSTHROUGH = "passthrough";

    private final Process process;
    private final Path directory;
    private final TargetSettings settings;
    private final ServerStatistics statistics;
    private final boolean countsMessages;
    private volatile boolean aborted;

    private MemfsServer(Process process, Path directory, TargetSettings settings, ServerStatistics statistics,
            boolean countsMessages) {
        this.process = process;
        this.directory = directory;
        this.settings = settings;
        this.statistics = statistics;
        this.countsMessages = countsMessages;
    }

    /** The first line on the server's standard output. */
    private record Ready(long pid, Map<String, Object> settings) {}

    /**
     * Waits until a server that was just started answers requests.
     *
     * @param build
     *            what was started
     * @param files
     *            its log, and the statistics that it writes on request
     * @param countsMessages
     *            whether it tells there what it was sent
     */
    static MemfsServer awaitReady(Process process, Path directory, ServerBuild build, Target.TrialFiles files,
            boolean countsMessages)
            throws TargetException {
        MemfsServer server = new MemfsServer(process, directory, null, null, false);
        try {
            Ready ready = readReady(process, files.log());
            requirePassthrough(ready.settings());
            Mounts.Mount mount = Mounts.at(directory.toRealPath())
                    .orElseThrow(() -> new IOException("it is ready, but nothing is mounted at " + directory));
            return new MemfsServer(process, directory,
                    new TargetSettings(mount.type(), mount.options(), ready.settings(), ready.pid(), null,
                            build),
                    new ServerStatistics(ready.pid(), files.statistics()), countsMessages);
        } catch (IOException | JacksonException e) {
            server.end();
            server.clear();
            throw new TargetException("The MemFS server did not start: " + e.getMessage(), e);
        }
    }

    /** A figure must not bear the name of what wasn't measured. */
    private static void requirePassthrough(Map<String, Object> settings) throws IOException {
        if (settings.get("missing") instanceof List<?> missing && missing.contains(PASSTHROUGH)) {
            throw new IOException("it has no passthrough here (see its log); leave profile=data and passthrough out");
        }
    }

    private static Ready readReady(Process process, Path log) throws IOException {
        BufferedReader output = process.inputReader();
        try {
            String line = CompletableFuture.supplyAsync(() -> readLine(output)).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new IOException(lastLine(log));
            }
            return JsonMapper.shared().readValue(line, Ready.class);
        } catch (TimeoutException e) {
            throw new IOException("no ready line within " + DEADLINE_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String readLine(BufferedReader output) {
        try {
            return output.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it ended without a word" : lines.getLast();
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public TargetSettings settings() {
        return settings;
    }

    @Override
    public Map<String, Long> messages() throws IOException {
        return countsMessages ? statistics.messages() : null;
    }

    @Override
    public ServerCounts counts() throws IOException {
        return statistics.counts();
    }

    @Override
    public ServerMemory memory() throws IOException {
        return statistics.memory();
    }

    /** What it keeps in a tmpfs of its own. */
    @Override
    public LongSupplier heldBytes() {
        return Boolean.TRUE.equals(settings.negotiated().get(PASSTHROUGH)) ? statistics::backedBytes : null;
    }

    @Override
    public void onEnd(Runnable action) {
        process.onExit().thenRun(action);
    }

    /** The kernel aborts the connection when the server's end of /dev/fuse closes. */
    @Override
    public void abort() {
        aborted = true;
        process.destroyForcibly();
    }

    @Override
    public void close() throws TargetException {
        String trouble = end();
        boolean wasLeft = clear();
        if (trouble != null) {
            throw new TargetException(trouble);
        }
        if (wasLeft) {
            throw new TargetException("The MemFS server left " + directory + " mounted; it was detached.");
        }
    }

    /** Ends the server by SIGTERM; answers what was wrong, or null. */
    private String end() {
        boolean wasAlive = process.isAlive();
        process.destroy();
        try {
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return "The MemFS server did not end within " + DEADLINE_SECONDS + " s of SIGTERM and was killed.";
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return "The end of the MemFS server was interrupted.";
        }
        if (aborted) {
            return "The MemFS server was killed, since it may have hung.";
        }
        int status = process.exitValue();
        // A killed server lives on for a moment after the programs on its mount have had their errors.
        String when = wasAlive && status != KILLED ? "at its end" : "in the middle of the trial";
        return wasAlive && status == 0 ? null : "The MemFS server ended with status " + status + " " + when + ".";
    }

    /** Removes the mount point and the mount that a dead server left; answers whether there was one. */
    private boolean clear() throws TargetException {
        try {
            boolean wasLeft = detach(directory);
            Commands.removeTree(directory);
            return wasLeft;
        } catch (IOException e) {
            throw new TargetException("The mount point " + directory + " can't be removed: " + e.getMessage(), e);
        }
    }

    private static boolean detach(Path directory) throws IOException {
        Optional<Mounts.Mount> mount = Mounts.at(directory.toAbsolutePath());
        if (mount.isPresent()) {
            Mounts.detach(mount.get());
        }
        return mount.isPresent();
    }
}
