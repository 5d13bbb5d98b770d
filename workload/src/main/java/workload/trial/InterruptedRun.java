package workload.trial;

/** The user ended the run in the middle of a trial, which leaves no record. */
public final class InterruptedRun extends RuntimeException {
    public InterruptedRun() {
        super("the run was interrupted", null, false, false);
    }
}
