package workload.explain;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One clone, raw.
 *
 * @param round
 *            from 1 on; 0 for a clone of a part of the history, made to extrapolate
 * @param depth
 *            commits of the history, null for all of it
 * @param message
 *            what went wrong, or null
 * @param nanos
 *            of wall time; of a clone that was cut, until then
 * @param packBytes
 *            of the repository that it left
 * @param counts
 *            null without a server, or where it couldn't be asked
 */
public record Measurement(Arm arm, int round, Integer depth, Outcome outcome, String message, long nanos,
        long packBytes, Counts counts) {

    /** How it ended. */
    public enum Outcome {
        OK,
        /** It was ended when its time was over. */
        CUT,
        FAILED
    }

    public double seconds() {
        return nanos / 1e9;
    }

    @JsonIgnore
    public boolean isWhole() {
        return outcome == Outcome.OK && depth == null;
    }

    /** Whether it was to be of the whole history, and took too long. */
    boolean isCutWhole() {
        return outcome == Outcome.CUT && depth == null;
    }
}
