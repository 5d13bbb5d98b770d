package benchmarks.run;

import java.util.Locale;

/** The conditions that a suite runs under. */
public enum Variant {
    /** Client and server go where the scheduler puts them. */
    UNPINNED,
    /** The client's thread and the whole server are bound to one core. */
    PINNED,
    /** Nothing is bound, and every core has other work. */
    BUSY,
    /** The server counts its messages; its times don't count. */
    COUNTED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
