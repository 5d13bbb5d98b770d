package memfs.posix;

/**
 * A file system operation that failed with an errno; one stackless constant for each, see {@link Errno#exception()}.
 *
 * <p>
 * A failure is an ordinary result here (EEXIST, ENOTEMPTY), so it must cost neither a stack walk nor an allocation.
 * Unchecked, and caught only where a transport encodes its reply.
 */
public final class ErrnoException extends RuntimeException {
    private final transient Errno errno;

    ErrnoException(Errno errno) {
        super(errno.name(), null, false, false);
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }
}
