package benchmarks.run;

import java.io.UncheckedIOException;
import java.util.stream.Stream;

import workload.target.TargetException;

/** What went wrong, in a sentence for people. */
public final class Sentences {
    private Sentences() {}

    /** A server's end explains the call that failed for it; a full file system has a next step. */
    public static String of(Exception failure) {
        String what = Stream.of(failure.getSuppressed()).filter(TargetException.class::isInstance)
                .map(Throwable::getMessage).findFirst().map(end -> end + " (" + message(failure) + ")")
                .orElseGet(() -> message(failure));
        return what.contains("ENOSPC")
                ? what + ": the target is full; give it more room (size=, nr_inodes=) or do less (--quick, --divide)."
                : what;
    }

    /** Java wraps the message of a cause into its class's name. */
    private static String message(Exception failure) {
        Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }
}
