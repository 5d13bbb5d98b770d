package benchmarks.run;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import workload.phase.Cancellation;

/**
 * Ends a turn that takes too long, until its close. A fork that waits for a server that hangs can't even be killed: where
 * the end isn't there soon after a cancel, the server goes first.
 */
final class TurnLimit implements AutoCloseable {
    static final Duration GRACE = Duration.ofSeconds(10);

    private final ScheduledExecutorService watchdog = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("turn-limit").factory());
    private final Cancellation.Registration registration;

    /**
     * @param grace
     *            from a cancel to the abort, whoever cancels
     * @param abort
     *            takes its file system from the fork
     */
    TurnLimit(Duration limit, Duration grace, Cancellation cancellation, Runnable abort) {
        schedule(() -> cancellation.cancel(Cancellation.Reason.TIME_LIMIT), limit);
        registration = cancellation.onCancel(() -> schedule(abort, grace));
    }

    private void schedule(Runnable action, Duration delay) {
        watchdog.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        registration.close();
        watchdog.shutdownNow();
    }
}
