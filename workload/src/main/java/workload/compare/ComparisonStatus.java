package workload.compare;

/** What a comparison shows, with the command's exit status, which differs from those of errors and wrong usage. */
public enum ComparisonStatus {
    /** No ratio in the interval is beyond the limit. */
    WITHIN_LIMIT(0),
    /** A slow-down is shown, and it isn't certain to be within the limit. */
    SLOWER(10),
    /** A slow-down beyond the limit is neither shown nor excluded. */
    INCONCLUSIVE(11),
    /** The runs didn't do the same work, or have no times in common. */
    NOT_COMPARABLE(12);

    private final int code;

    ComparisonStatus(int code) {
        this.code = code;
    }

    /** The exit status. */
    public int code() {
        return code;
    }
}
