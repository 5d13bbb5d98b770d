package workload.plan;

/**
 * What a trial is known to take, for people who wonder whether to start it: never a result.
 *
 * @param buildSeconds
 *            of a build by two jobs on a disk; 0 where nobody knows
 * @param treeMib
 *            the tree after the build, repository included, MiB; 0 where nobody knows
 */
public record Expectation(int buildSeconds, int treeMib) {
    /** Nobody knows. */
    public static final Expectation NONE = new Expectation(0, 0);

    public Expectation {
        if (buildSeconds < 0 || treeMib < 0) {
            throw new IllegalArgumentException("what is expected can't be below 0");
        }
    }
}
