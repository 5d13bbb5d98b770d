package workload.study;

/** What the 2017 study saw. */
public final class OriginalStudy {
    /** The pieces that git wrote a file in, bytes. */
    public static final int PIECE = 4107;

    private OriginalStudy() {}
}
