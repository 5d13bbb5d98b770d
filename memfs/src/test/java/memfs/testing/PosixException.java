package memfs.testing;

import memfs.posix.Errno;

/** A system call of a test that failed: unlike the server's own exception it says which call, and where in the test. */
public final class PosixException extends RuntimeException {
    private final int number;

    PosixException(String function, int number) {
        super(function + ": " + describe(number));
        this.number = number;
    }

    private static String describe(int number) {
        Errno errno = Errno.of(number);
        return errno.number() == number ? errno.name() : "errno " + number;
    }

    /** The constant, or null for a number that {@link Errno} doesn't list. */
    public Errno errno() {
        Errno errno = Errno.of(number);
        return errno.number() == number ? errno : null;
    }
}
