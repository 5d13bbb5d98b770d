package workload.os;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import workload.process.CleanEnvironment;
import workload.process.OwnSession;

/**
 * A command of a user that serves in the foreground, as the leader of a {@link OwnSession}: it ends with all of its
 * descendants when we end, however we do.
 */
public final class ServerProcess {
    private static final long KILL_SECONDS = 10;

    private final Process leader;
    private final ProcessTree tree;

    private ServerProcess(Process leader) {
        this.leader = leader;
        this.tree = new ProcessTree(leader.toHandle());
    }

    /**
     * Starts it with the environment of a user's command ({@link CleanEnvironment#ofUser}) and an empty input.
     *
     * @param script
     *            for {@code sh -c}
     * @param log
     *            where both of its outputs are appended
     */
    public static ServerProcess start(String script, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(OwnSession.ofServer(List.of("sh", "-c", script)));
        builder.environment().clear();
        // A server reads and writes names of any language.
        builder.environment().putAll(CleanEnvironment.ofUser(Map.of("LC_ALL", "C.UTF-8")));
        return new ServerProcess(builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start());
    }

    public long pid() {
        return leader.pid();
    }

    /** The command's, with its descendants. */
    public Processes processes() {
        return tree;
    }

    public boolean isAlive() {
        return leader.isAlive();
    }

    /** Of the command when it has ended; 128 + the signal's number after one. */
    public int status() {
        return leader.exitValue();
    }

    /** Waits for the command's end; false when it lives on. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return leader.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    public void onEnd(Runnable action) {
        leader.onExit().thenRun(action);
    }

    /** Sends SIGTERM to the group, and waits for the end of the command and of its descendants; false when one lives on. */
    public boolean terminate(Duration limit) throws InterruptedException {
        List<CompletableFuture<?>> ends = new ArrayList<>(List.of(leader.onExit()));
        for (long pid : tree.others()) {
            ProcessHandle.of(pid).ifPresent(process -> ends.add(process.onExit()));
        }
        ProcessSignals.terminateGroup(leader.pid());
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Kills whatever is left of the group, after the command's end too, and descendants that have left the group; waits a
     * moment for their end: what they still do to their files would meet the removal of these.
     */
    public void kill() {
        List<ProcessHandle> members = tree.members();
        try {
            leader.getOutputStream().close();
        } catch (IOException _) {
            // A close that fails has closed the descriptor all the same: close(2).
        }
        leader.destroyForcibly();
        members.forEach(ProcessHandle::destroyForcibly);
        List<CompletableFuture<?>> ends = new ArrayList<>(List.of(leader.onExit()));
        members.forEach(member -> ends.add(member.onExit()));
        // One that hangs in the kernel must not hold us longer.
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, KILL_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Whether the command or a descendant has a file open; also where we may not look. */
    public boolean holds(Path file) {
        return tree.holds(file);
    }
}
