package workload.result;

/** How an observation ended; only a trial that is {@link #OK} has times. */
public enum Outcome {
    OK,
    /** The clone failed, or is not the corpus's tree. */
    CLONE_FAILED,
    /** A build step ended with another status than 0. */
    BUILD_FAILED,
    /** Everything ran, but what it left is not right: an artefact, the repository, the tree. */
    INVALID,
    /** A phase took longer than its limit. */
    TIMEOUT,
    /** Work other than a trial was not completed. */
    FAILED,
    /** It was not started; the message says why. */
    SKIPPED
}
