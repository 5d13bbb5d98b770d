package memfs.kernel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the package logs while a test runs, instead of on the console. */
public final class LogCapture extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("memfs.kernel");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private volatile Error failure;

    public LogCapture() {
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord logged) {
        if (failure != null) {
            throw failure;
        }
        records.add(logged);
    }

    /** What every attempt to log ends with from now on. */
    public void failWith(Error error) {
        failure = error;
    }

    public List<LogRecord> records() {
        return records;
    }

    public void clear() {
        records.clear();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.setUseParentHandlers(true);
        logger.removeHandler(this);
    }
}
