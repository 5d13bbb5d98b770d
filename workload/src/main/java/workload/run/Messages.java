package workload.run;

import workload.phase.PhaseException;

/** What an exception says to people. */
final class Messages {
    private Messages() {}

    /** Its message, with its kind before it where the message alone is a bare path or nothing. */
    static String of(Exception exception) {
        return exception instanceof PhaseException
                ? exception.getMessage()
                : exception.getClass().getSimpleName() + ": " + exception.getMessage();
    }
}
