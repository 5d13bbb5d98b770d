package workload.trial;

import workload.result.Outcome;

/** Ends a trial early; the message is one sentence. */
public final class TrialFailure extends Exception {
    private final Outcome outcome;

    TrialFailure(Outcome outcome, String message) {
        super(message);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
