package workload.memory;

/** What had just been done when memory was read, by the names in the CSV files. */
public final class Steps {
    public static final String EMPTY = "empty";
    public static final String CREATED = "created";
    public static final String REMOVED = "removed";
    /** After another step's name: the same again, after a full collection of the server's heap. */
    public static final String COLLECTED = ", collected";
    public static final String WRITTEN = "written";
    public static final String DELETED = "deleted";
    public static final String FILLED = "filled";
    public static final String RUN = "run";
    public static final String APPENDED = "appended";
    public static final String TRUNCATED = "truncate to 1 TiB";
    public static final String WRITTEN_AT_END = "1 MiB written at its end";

    private Steps() {}
}
