package workload.clones;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import workload.phase.Cancellation;
import workload.phase.Cancellation.Reason;
import workload.phase.Phase;
import workload.phase.PhaseException;

/**
 * How long work may take.
 *
 * @param abort
 *            takes its file system from work that doesn't end by itself within 20 s after that
 */
record TimeLimit(Duration limit, Runnable abort) {
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** Its nanoseconds; the clock is read right before and right after it. */
    long timed(Phase phase, Cancellation cancellation) throws PhaseException, IOException {
        try (ScheduledExecutorService watchdog = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("time-limit").factory())) {
            watchdog.schedule(() -> cancellation.cancel(Reason.TIME_LIMIT), limit.toMillis(), TimeUnit.MILLISECONDS);
            watchdog.schedule(abort, limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
            try {
                long start = System.nanoTime();
                phase.run(cancellation);
                return System.nanoTime() - start;
            } finally {
                watchdog.shutdownNow();
            }
        }
    }

    /**
     * Runs what comes before the timed work: what ends the trial ends it too, its own limit ends nothing else.
     *
     * @throws PhaseException
     *             that names it, also when it takes too long
     */
    void before(String name, Phase phase, Cancellation trial) throws PhaseException, IOException {
        Cancellation own = new Cancellation();
        try (Cancellation.Registration _ = trial.onCancel(() -> own.cancel(trial.reason()))) {
            timed(phase, own);
        } catch (PhaseException | IOException | RuntimeException e) {
            if (own.reason() == Reason.TIME_LIMIT) {
                throw new PhaseException(name + " took longer than " + limit.toSeconds() + " s", e);
            }
            throw e;
        }
    }
}
