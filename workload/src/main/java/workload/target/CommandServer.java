package workload.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import workload.os.Commands;
import workload.os.Mounts;
import workload.os.Processes;
import workload.os.ServerProcess;
import workload.result.TargetSettings;

/** The running server of a {@link CommandTarget}. */
final class CommandServer implements OpenTarget {
    private static final Duration POLL = Duration.ofMillis(20);
    /** A daemon's starter ends right after it has mounted. */
    private static final Duration DAEMON = Duration.ofMillis(500);
    /** What the shell ends with where a program isn't there: sh(1). */
    private static final int NOT_FOUND = 127;
    /** 128 and the number of SIGKILL, which we don't send to one that lives, and of SIGTERM, which we do. */
    private static final int SIGNALLED = 128;
    private static final int KILLED = SIGNALLED + 9;
    private static final int TERMINATED = SIGNALLED + 15;

    /** A server that is started by the command has it open. */
    private static final Path DEVICE = Path.of("/dev/fuse");

    private final CommandTarget target;
    private final ServerProcess process;
    private final Place place;
    private TargetSettings settings;
    private Mounts.Mount mount;

    /**
     * Where it works.
     *
     * @param trial
     *            the mount point
     */
    record Place(Path trial, BackingStores stores, ServerLog log) {}

    CommandServer(CommandTarget target, ServerProcess process, Place place) {
        this.target = target;
        this.process = process;
        this.place = place;
    }

    /** Waits until the file system is mounted and answers; where it never does, nothing of it is left. */
    CommandServer awaitReady() throws TargetException {
        long deadline = System.nanoTime() + target.deadlines().mount().toNanos();
        try {
            mount = awaitMount(deadline);
            awaitAnswer(deadline);
            requireForeground();
            settings = new TargetSettings(mount.type(), mount.options(), Map.of("command", target.command()),
                    process.pid(), place.stores().note());
            return this;
        } catch (IOException e) {
            discard();
            throw new TargetException("The command of the target " + target.name() + " " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            discard();
            throw new TargetException("The start of the target " + target.name() + " was interrupted.", e);
        }
    }

    private Mounts.Mount awaitMount(long deadline) throws IOException, InterruptedException {
        while (true) {
            Optional<Mounts.Mount> found = Mounts.at(place.trial());
            if (found.isPresent()) {
                return found.get();
            }
            if (process.awaitEnd(POLL)) {
                throw new IOException(whyEnded(process.status()));
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("mounted nothing at " + Placeholders.MOUNT + " within " + seconds()
                        + " s and was ended; its last line: " + place.log().lastLine());
            }
        }
    }

    private long seconds() {
        return target.deadlines().mount().toSeconds();
    }

    private String whyEnded(int status) throws IOException {
        return switch (status) {
            case 0 ->
                "ended with status 0, but it must stay in the foreground as long as its mount is used: give it its"
                        + " option for that, such as -f, or end the command with 'exec sleep infinity' where the kernel"
                        + " serves the mount.";
            case NOT_FOUND -> "ended with status 127, a program of it is not there; install it: "
                    + place.log().lastLine();
            default -> "ended with status " + status + " before its mount was ready: " + place.log().lastLine();
        };
    }

    /** By another thread, since nobody can take back a question to a server that hangs. */
    private void awaitAnswer(long deadline) throws IOException, InterruptedException {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("is-it-mounted").start(() -> {
            try {
                answer.complete(Files.getAttribute(place.trial(), "unix:ino"));
            } catch (IOException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new IOException("has mounted, but its mount did not answer within " + seconds()
                    + " s and it was ended; its last line: " + place.log().lastLine());
        } catch (ExecutionException e) {
            throw new IOException("has mounted, but its mount fails: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private void requireForeground() throws IOException, InterruptedException {
        if (process.awaitEnd(DAEMON)) {
            throw new IOException(whyEnded(process.status()));
        }
        if (mount.isFuse() && !process.holds(DEVICE)) {
            throw new IOException("has a server that went into the background, where nobody can sample and end it: give"
                    + " it its option to stay in the foreground, such as -f.");
        }
    }

    /** Of a start that failed: why it did is known, how it ends doesn't matter. */
    private void discard() throws TargetException {
        abort();
        try {
            clear();
        } catch (IOException e) {
            throw cannotRemove(e);
        }
    }

    @Override
    public Path directory() {
        return place.trial();
    }

    @Override
    public TargetSettings settings() {
        return settings;
    }

    @Override
    public LongSupplier heldBytes() {
        return place.stores().heldBytes();
    }

    @Override
    public Processes server() {
        return process.processes();
    }

    @Override
    public void onEnd(Runnable action) {
        process.onEnd(action);
    }

    @Override
    public void abort() {
        process.kill();
        try {
            Optional<Mounts.Mount> found = Mounts.at(place.trial());
            if (found.isPresent()) {
                Mounts.abort(found.get());
            }
        } catch (IOException _) {
            return; // The kernel has ended the connection already, with the server.
        }
    }

    @Override
    public void close() throws TargetException {
        try {
            String trouble = endWholly();
            clear();
            if (trouble != null) {
                throw new TargetException("The server of the target " + target.name() + " " + trouble);
            }
        } catch (IOException e) {
            throw cannotRemove(e);
        }
    }

    private String endWholly() throws IOException {
        try {
            return process.isAlive() ? end() : ended("in the middle of the trial");
        } finally {
            process.kill();
        }
    }

    private TargetException cannotRemove(IOException e) {
        return new TargetException("What the target " + target.name() + " leaves at " + place.trial()
                + " can't be removed: " + e.getMessage(), e);
    }

    private String ended(String when) {
        return "ended with status " + process.status() + " " + when + ".";
    }

    /** First by taking its mount away, which is how a FUSE server ends in good order; answers what was wrong, or null. */
    private String end() throws IOException {
        try {
            boolean gone = unmount() && mount.isFuse() && process.awaitEnd(target.deadlines().leave());
            if (!gone && !process.terminate(target.deadlines().terminate())) {
                process.kill();
                return "did not end within " + target.deadlines().terminate().toSeconds()
                        + " s of SIGTERM and was killed.";
            }
            return judge(process.status());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "was killed, since its end was interrupted.";
        }
    }

    private boolean unmount() throws IOException {
        try {
            for (Mounts.Mount each : Mounts.below(place.trial())) {
                Mounts.unmount(each);
            }
            return true;
        } catch (IOException e) {
            place.log().line("The mount can't be taken away, so the server is sent SIGTERM: " + e.getMessage());
            return false;
        }
    }

    /** A killed server lives on for a moment after the programs on its mount have had their errors. */
    private String judge(int status) throws IOException {
        if (status == KILLED) {
            return ended("in the middle of the trial");
        }
        if (status != 0 && status != TERMINATED) {
            place.log().line("The server ended with status " + status + ".");
        }
        return status > SIGNALLED && status != TERMINATED ? ended("at its end") : null;
    }

    /** Removes what is left: mounts, then the mount point and what the file system stood on. */
    private void clear() throws IOException {
        for (Mounts.Mount left : Mounts.below(place.trial())) {
            place.log().line("The server left its mount at " + left.point() + "; it was detached.");
            Mounts.detach(left);
        }
        Commands.removeTree(place.trial());
        place.stores().remove();
    }
}
