package workload.target;

/** A target that can't be used; the message is one clear sentence with the next step. */
public final class TargetException extends Exception {
    public TargetException(String message) {
        super(message);
    }

    public TargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
