package workload.trial;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import workload.phase.Cancellation;

/**
 * Makes Ctrl-C and SIGTERM end what runs on a target in good order before the JVM ends: nothing stays mounted and
 * no process stays behind.
 */
public final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final ReentrantLock workRuns = new ReentrantLock();
    private final Runnable farewell;
    private final Thread hook = new Thread(this::stop, "interruption");
    private volatile Cancellation current;
    private volatile boolean stopped;

    /**
     * Work that can be told to end.
     *
     * @param <E>
     *            how it fails
     */
    public interface Interruptible<E extends Exception> {
        void run(Cancellation cancellation) throws E, IOException;
    }

    /**
     * @param farewell
     *            tells the user how to continue, after the end of the work
     */
    public Interruption(Runnable farewell) {
        this.farewell = farewell;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Runs work that an interrupt ends, however it then fails; once interrupted no further work starts. */
    public <E extends Exception> void guard(Interruptible<E> work) throws E, IOException {
        workRuns.lock();
        try {
            Cancellation cancellation = new Cancellation();
            current = cancellation;
            if (stopped) {
                throw new InterruptedRun();
            }
            work.run(cancellation);
        } catch (Exception e) {
            if (stopped) {
                throw new InterruptedRun();
            }
            throw e;
        } finally {
            current = null;
            workRuns.unlock();
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
            workRuns.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
