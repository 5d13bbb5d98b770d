package workload.result;

/** A run that can't start or go on; the message is one clear sentence with the next step. */
public final class StudyException extends Exception {
    public StudyException(String message) {
        super(message);
    }

    public StudyException(String message, Throwable cause) {
        super(message, cause);
    }
}
