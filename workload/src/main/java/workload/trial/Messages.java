package workload.trial;

import workload.phase.PhaseException;
import workload.target.TargetException;

/** What an exception says to people. */
public final class Messages {
    private Messages() {}

    /** Its message, with its kind before it where the message alone is a bare path, and the kind alone where it has none. */
    public static String of(Exception exception) {
        String kind = exception.getClass().getSimpleName();
        return switch (exception) {
            case PhaseException sentence when sentence.getMessage() != null -> sentence.getMessage();
            case TargetException sentence when sentence.getMessage() != null -> sentence.getMessage();
            case Exception other when other.getMessage() != null -> kind + ": " + other.getMessage();
            default -> kind;
        };
    }
}
