package workload.corpus;

/** How a corpus's one pack is made. */
public enum Packing {
    /** Deltas are searched again: a clone weighs the same from whatever mirror. */
    ANEW,
    /** The origin's own objects and deltas, as a clone from there would bring them: for nginx on GitHub six times as much. */
    AS_ORIGIN
}
