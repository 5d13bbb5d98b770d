package memfs.posix;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What becomes of a request that fails by something else than an errno: a bug of ours, or no more memory for it. */
public final class Failure {
    private Failure() {}

    /** What its caller sees; allocates nothing. */
    public static Errno errno(Throwable failure) {
        return failure instanceof OutOfMemoryError ? Errno.ENOMEM : Errno.EIO;
    }

    /**
     * Logs one line, where there is memory for it: an error in the report of an error must not keep the reply back.
     *
     * @param operation
     *            what was asked for
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
            // Nothing can be said.
        }
        return errno;
    }

    /** Logs a sentence and its cause, where there is memory for it. */
    public static void log(Logger log, String sentence, Throwable failure) {
        try {
            log.log(Level.ERROR, sentence, failure);
        } catch (Throwable _) {
            // Nothing can be said.
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
