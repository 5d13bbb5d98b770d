package memfs.kernel.queue;

import java.lang.System.Logger;
import java.util.concurrent.locks.LockSupport;

import memfs.posix.Failure;

/**
 * A task that is run again after it threw: a mount that loses the thread which reads its requests is lost with all its files.
 *
 * @param work
 *            returns when there is no more to do
 */
public record RestartingTask(Runnable work) implements Runnable {
    private static final Logger LOG = System.getLogger(RestartingTask.class.getName());
    /** A task that fails each time must fill neither a core nor the disk with its log. */
    private static final long PAUSE_NANOS = 100_000_000;

    @Override
    public void run() {
        while (!isDone()) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
    }

    private boolean isDone() {
        try {
            work.run();
            return true;
        } catch (Throwable e) {
            report(e);
            return false;
        }
    }

    private static void report(Throwable failure) {
        try {
            Failure.log(LOG, "serving continues after a failure outside of any request; please report it", failure);
        } catch (Throwable _) {
            // The heap has no room for another class.
        }
    }
}
