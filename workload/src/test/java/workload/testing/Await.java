package workload.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does, with a deadline. */
public final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final long POLL_NANOS = 5_000_000;

    private Await() {}

    public static void file(Path file) {
        until(() -> Files.exists(file), file + " to appear");
    }

    /** A process that is no child of ours: it has ended when /proc knows it no more, or as a zombie. */
    public static void end(long pid) {
        until(() -> ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true),
                "process " + pid + " to end");
    }

    public static void until(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + DEADLINE.toSeconds() + " s for " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
