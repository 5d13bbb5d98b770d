package workload.plan;

/** The run can't be planned; the message is one clear sentence with the next step. */
public final class PlanException extends Exception {
    public PlanException(String message) {
        super(message);
    }

    public PlanException(String message, Throwable cause) {
        super(message, cause);
    }
}
