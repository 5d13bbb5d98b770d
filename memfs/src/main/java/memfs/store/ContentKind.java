package memfs.store;

import java.util.Locale;

/** How regular files keep their bytes: the study compares kinds, the rest of the store doesn't know which it is. */
public enum ContentKind {
    /** Off-heap blocks; an append costs what it appends, a hole takes nothing. */
    PAGED(""),
    /** One allocation of exactly the length, copied whole at each append: the 2017 original. */
    CONTIGUOUS("it copies the whole file at every append, as the original of 2017 did"),
    /** Discards what is written, and reads zeros: the floor of the transport. */
    NULL("it discards what is written, and files read as zeros");

    private final String warning;

    ContentKind(String warning) {
        this.warning = warning;
    }

    /** Why it is an experiment of the study and not for files that one wants back; empty for the one that is. */
    public String warning() {
        return warning;
    }

    /** As in {@code -o content=NAME}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
