package memfs.kernel;

/** What becomes of a request that may take long, or finds no space although some may soon be freed. */
enum Patience {
    /** The thread serves it, and waits. */
    WAITS,
    /** Another thread serves it. */
    HANDS_OVER,
    /** The thread serves it, and returns ENOSPC without a wait. */
    NEVER_WAITS
}
