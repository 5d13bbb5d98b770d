package memfs.mount;

import java.util.Locale;

/** What is counted for the statistics file; each is a value of {@code --stats}. */
public enum Statistics {
    /** Every operation of the store with its latency: costs two clock reads each. */
    OPERATIONS,
    /** The kernel's requests alone, which the transport counts anyway. */
    MESSAGES,
    /** The sizes of writes by program: reads /proc at each write. */
    WRITERS,
    /** Nothing: the file has only what the server holds, on every transport. */
    MEMORY;

    /** Whether it needs a transport that sees the kernel's requests as they are. */
    public boolean needsMessages() {
        return this == MESSAGES || this == WRITERS;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
