package workload.explain;

/** What a time rests on, from the best to the worst. */
enum Basis {
    /** Clones that all came to their end. */
    WHOLE,
    /** Clones of which some were ended by the cap and count as that long: the time is a least. */
    CUT,
    /** Clones of shorter histories: no whole one came to its end. */
    EXTRAPOLATED;

    static Basis worst(Basis a, Basis b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** Follows what it marks; nothing for a time that was measured. */
    String mark() {
        return this == WHOLE ? "" : " (" + this + ")";
    }

    /** Comes before a number in a chart; short, since a bar has room for few letters. */
    String prefix() {
        return switch (this) {
            case WHOLE -> "";
            case CUT -> "cut: ";
            case EXTRAPOLATED -> "extrap. ";
        };
    }
}
