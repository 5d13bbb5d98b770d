package memfs.cli;

import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How much is logged, on the standard error, one line each. */
enum LogLevel {
    error(Level.SEVERE),
    warn(Level.WARNING),
    info(Level.INFO),
    debug(Level.FINE),
    trace(Level.FINER);

    private static final String LINE = "%1$tF %1$tT.%1$tL %4$s %5$s%6$s%n";

    /** A field, since the log manager has only weak references to loggers, and so to their levels. */
    private static final Logger OURS = Logger.getLogger("memfs");
    private static final Logger ROOT = Logger.getLogger("");

    private final Level level;

    LogLevel(Level level) {
        this.level = level;
    }

    /** Logs to another place from now on, from the same level up. */
    static void moveTo(Handler place) {
        for (var handler : ROOT.getHandlers()) {
            place.setLevel(handler.getLevel());
            ROOT.removeHandler(handler);
        }
        ROOT.addHandler(place);
    }

    /** Logs from this level up, in this process. */
    void apply() {
        System.setProperty("java.util.logging.SimpleFormatter.format", LINE);
        Locale.setDefault(Locale.ROOT);
        OURS.setLevel(level);
        for (var handler : ROOT.getHandlers()) {
            handler.setLevel(level);
        }
    }
}
