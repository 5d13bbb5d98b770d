package memfs.cli;

import java.util.Locale;

/** What is counted for the statistics file; each is a value of {@code --stats}. */
enum Statistics {
    /** Every operation of the store with its latency: costs two clock reads each. */
    OPERATIONS,
    /** The kernel's requests alone, which the transport counts anyway. */
    MESSAGES,
    /** Nothing: the file tells what the server holds, on every transport. */
    MEMORY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
