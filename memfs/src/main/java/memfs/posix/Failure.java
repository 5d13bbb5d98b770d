package memfs.posix;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Handles a request that fails by something else than an errno: a bug of MemFS, or a full heap. */
public final class Failure {
    private Failure() {}

    /** What its caller sees; allocates nothing. */
    public static Errno errno(Throwable failure) {
        return failure instanceof OutOfMemoryError ? Errno.ENOMEM : Errno.EIO;
    }

    /**
     * Logs one line, where there is memory for it: a failure of the log must not prevent the reply.
     *
     * @param operation
     *            the operation requested
     * @param subject
     *            of what: becomes text here, since that may fail too
     * @return as {@link #errno}
     */
    public static Errno report(Logger log, Object operation, Object subject, Throwable failure) {
        Errno errno = errno(failure);
        try {
            log.log(Level.ERROR, "{0} ({1}) failed by {2}{3}, and its caller gets {4}; {5}", operation, subject,
                    failure,
                    place(failure), errno, advice(errno));
            log.log(Level.DEBUG, "the failure of this request", failure);
        } catch (Throwable _) {
            // No memory to log it.
        }
        return errno;
    }

    /** Logs a sentence and its cause, where there is memory for it. */
    public static void log(Logger log, String sentence, Throwable failure) {
        try {
            log.log(Level.ERROR, sentence, failure);
        } catch (Throwable _) {
            // No memory to log it.
        }
    }

    private static String place(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }

    private static String advice(Errno errno) {
        return errno == Errno.ENOMEM
                ? "Java's heap is full: remove files, or give it more at the next start: MEMFS_JAVA_OPTS=-Xmx2g"
                : "this is a bug of MemFS, please report it with the lines of --level debug";
    }
}
