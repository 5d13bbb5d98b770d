package workload.micro;

import java.util.Locale;

/** What a suite runs under. */
public enum Condition {
    /** Client and server go where the scheduler puts them. */
    UNPINNED,
    /** The client's thread and the whole server are bound to one core. */
    PINNED,
    /** Nothing is bound, and every core has other work. */
    BUSY,
    /** The servers of memfs count their messages, once and in the end; times are not taken. */
    COUNTED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
