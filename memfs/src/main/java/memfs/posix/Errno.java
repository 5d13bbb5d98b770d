package memfs.posix;

/**
 * Error numbers of Linux, as a reply carries them.
 *
 * <p>
 * Source: {@code include/uapi/asm-generic/errno-base.h}, {@code errno.h}; errno(3).
 */
public enum Errno {
    EPERM(1),
    ENOENT(2),
    EINTR(4),
    EIO(5),
    ENXIO(6),
    E2BIG(7),
    EBADF(9),
    EAGAIN(11),
    ENOMEM(12),
    EACCES(13),
    EFAULT(14),
    EBUSY(16),
    EEXIST(17),
    EXDEV(18),
    ENODEV(19),
    ENOTDIR(20),
    EISDIR(21),
    EINVAL(22),
    ENFILE(23),
    EMFILE(24),
    ENOTTY(25),
    ETXTBSY(26),
    EFBIG(27),
    ENOSPC(28),
    ESPIPE(29),
    EROFS(30),
    EMLINK(31),
    EPIPE(32),
    ERANGE(34),
    EDEADLK(35),
    ENAMETOOLONG(36),
    ENOSYS(38),
    ENOTEMPTY(39),
    ELOOP(40),
    ENODATA(61),
    EPROTO(71),
    EOVERFLOW(75),
    EOPNOTSUPP(95),
    ENOTCONN(107),
    ESTALE(116),
    EDQUOT(122);

    private static final Errno[] BY_NUMBER = new Errno[256];

    static {
        for (Errno errno : values()) {
            BY_NUMBER[errno.number] = errno;
        }
    }

    private final int number;
    private final ErrnoException exception;

    Errno(int number) {
        this.number = number;
        this.exception = new ErrnoException(this);
    }

    /** The positive error number. */
    public int number() {
        return number;
    }

    /** The one exception for this error: stackless and shared, so throwing it allocates nothing. */
    public ErrnoException exception() {
        return exception;
    }

    /** The constant for a positive error number, or {@link #EIO} for one that is not listed here. */
    public static Errno of(int number) {
        Errno errno = number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        return errno == null ? EIO : errno;
    }
}
