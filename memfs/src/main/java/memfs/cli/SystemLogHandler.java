package memfs.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

import memfs.sys.SystemLog;

/** Sends what is logged to the log of the system, where a server in the background has no standard error. */
final class SystemLogHandler extends Handler {
    private final SystemLog log;
    private final Formatter messages = new SimpleFormatter();

    SystemLogHandler(SystemLog log) {
        this.log = log;
    }

    @Override
    public void publish(LogRecord entry) {
        log.send(priority(entry.getLevel()), messages.formatMessage(entry) + trace(entry.getThrown()));
    }

    private static SystemLog.Priority priority(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return SystemLog.Priority.ERROR;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return SystemLog.Priority.WARNING;
        }
        return level.intValue() >= Level.INFO.intValue() ? SystemLog.Priority.INFO : SystemLog.Priority.DEBUG;
    }

    private static String trace(Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return "\n" + text.toString().strip();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
