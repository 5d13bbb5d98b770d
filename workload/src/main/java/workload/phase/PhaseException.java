package workload.phase;

/** A phase that failed; the message is one sentence. */
public final class PhaseException extends Exception {
    public PhaseException(String message) {
        super(message);
    }

    public PhaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
