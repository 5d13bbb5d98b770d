package workload.phase;

import java.io.IOException;

/** A piece of work that is timed from the call to the return. */
public interface Phase {
    /** Does, before the timing, what would disturb it. */
    default void prepare() throws IOException {}

    /**
     * Does the work in the calling thread.
     *
     * @param cancellation
     *            ends it early, with any exception
     * @throws PhaseException
     *             when the work was done and failed; an IOException says the same of the file system below it
     */
    void run(Cancellation cancellation) throws IOException, PhaseException;

    /** How often the last run did the work; its time is divided by this number. */
    default int runs() {
        return 1;
    }
}
