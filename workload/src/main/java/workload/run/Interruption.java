package workload.run;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import workload.phase.Cancellation;

/**
 * Makes Ctrl-C and SIGTERM end the trial that is running in good order before the JVM ends: nothing stays mounted and
 * no process stays behind.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final ReentrantLock trialRuns = new ReentrantLock();
    private final Runnable farewell;
    private final Thread hook = new Thread(this::stop, "interruption");
    private volatile Cancellation current;
    private volatile boolean stopped;

    /** Work that can be told to end. */
    interface Interruptible {
        void run(Cancellation cancellation) throws IOException;
    }

    /**
     * @param farewell
     *            tells the user how to go on, after the end of the trial
     */
    Interruption(Runnable farewell) {
        this.farewell = farewell;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Runs a trial that an interrupt ends; once interrupted no further one starts. */
    void guard(Interruptible trial) throws IOException {
        trialRuns.lock();
        try {
            Cancellation cancellation = new Cancellation();
            current = cancellation;
            if (stopped) {
                throw new InterruptedRun();
            }
            trial.run(cancellation);
        } finally {
            current = null;
            trialRuns.unlock();
        }
    }

    /** Keeps the lock, so that no further trial starts while the JVM ends. */
    private void stop() {
        stopped = true;
        Cancellation running = current;
        if (running != null) {
            running.cancel(Cancellation.Reason.INTERRUPTED);
        }
        try {
            trialRuns.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        farewell.run();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The JVM is ending: the hook runs already.
        }
    }
}
