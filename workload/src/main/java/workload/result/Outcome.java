package workload.result;

/** How a trial ended; only {@link #OK} has times. */
public enum Outcome {
    OK,
    /** The clone failed, or is not the corpus's tree. */
    CLONE_FAILED,
    /** A build step ended with another status than 0. */
    BUILD_FAILED,
    /** Everything ran, but what it left is not right: an artefact, the repository, the tree. */
    INVALID,
    /** A phase took longer than its limit. */
    TIMEOUT
}
