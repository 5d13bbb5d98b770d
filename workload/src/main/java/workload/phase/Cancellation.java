package workload.phase;

import java.util.ArrayList;
import java.util.List;

/** Says to the work of one trial that it must end before it is done: its time is over, its
 * file system is gone, or the user wants it. */
public final class Cancellation {
    /** Why. */
    public enum Reason {
        TIME_LIMIT,
        TARGET_ENDED,
        INTERRUPTED
    }

    private final List<Runnable> actions = new ArrayList<>();
    private volatile Reason reason;

    /** Null as long as the work may go on. */
    public Reason reason() {
        return reason;
    }

    public boolean isCancelled() {
        return reason != null;
    }

    /** Ends the work; the first reason counts. */
    public synchronized void cancel(Reason why) {
        if (reason == null) {
            reason = why;
            actions.forEach(Runnable::run);
        }
    }

    /** Runs an action on cancel, at once when that has happened; closing the answer withdraws it. */
    public synchronized Registration onCancel(Runnable action) {
        if (isCancelled()) {
            action.run();
        }
        actions.add(action);
        return () -> remove(action);
    }

    private synchronized void remove(Runnable action) {
        actions.remove(action);
    }

    /** An action that waits for the cancel. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
