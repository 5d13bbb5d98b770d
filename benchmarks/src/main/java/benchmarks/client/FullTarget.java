package benchmarks.client;

import java.io.UncheckedIOException;

/** Tells a full target from one that is broken. */
final class FullTarget {
    private FullTarget() {}

    /** Does work that may find no room, whichever call finds out; answers whether there was some. */
    static boolean tolerate(Runnable work) {
        try {
            work.run();
            return true;
        } catch (UncheckedIOException e) {
            if (!String.valueOf(e.getCause().getMessage()).contains("ENOSPC")) {
                throw e;
            }
            return false;
        }
    }
}
