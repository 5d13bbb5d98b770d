package workload.micro;

/** Why some work has no time on some target. */
public enum Reason {
    /** ENOSPC. */
    NO_ROOM("the target is full (ENOSPC): give it more room (size=) or do less (--quick, --divide)"),
    /** The original's appends copy the whole file. */
    COPIES("with content=contiguous each append copies the whole file: this would take minutes"),
    /** What is overwritten has its pages already. */
    QUICK("a quick run does without"),
    /** Only root may drop the kernel's caches. */
    NOT_ROOT("only root may drop the kernel's caches, so nothing here is cold");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** Whether something went wrong, and not just wasn't meant to be. */
    public boolean isFailure() {
        return this == NO_ROOM;
    }

    @Override
    public String toString() {
        return words;
    }
}
