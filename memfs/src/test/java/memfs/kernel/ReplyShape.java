package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

/** What the kernel demands of any reply, or it refuses it with EINVAL: fuse_dev_do_write() in {@code fs/fuse/dev.c}. */
final class ReplyShape {
    private static final int EIO = 5;
    /** Larger numbers are the kernel's own. */
    private static final int MOST_ERRNO = 511;
    private static final int ENTRY = 128;
    private static final int ATTR = 104;
    private static final int STATX = 288;
    private static final int IOCTL = 16;
    private static final int OPEN = 16;
    private static final int STATFS = 80;
    private static final int INIT = 64;

    private ReplyShape() {}

    static void assertFits(byte[] request, byte[] reply) {
        if (request.length < Requests.HEADER_SIZE || isUnanswered(Requests.opcode(request))) {
            assertThat(reply).isNull();
            return;
        }
        assertThat(reply).isNotNull();
        assertThat(Bytes.u32(reply, 0)).as("length").isEqualTo(reply.length);
        assertThat(Bytes.u64(reply, 8)).as("unique").isEqualTo(Requests.unique(request));
        int errno = Replies.error(reply);
        assertThat(errno).as("errno").isBetween(0, MOST_ERRNO).as("a bug of the server").isNotEqualTo(EIO);
        int length = reply.length - Replies.HEADER_SIZE;
        if (errno != 0) {
            assertThat(length).as("body of an error").isZero();
        } else {
            assertThat(fits(request, length)).as("body of %d bytes", length).isTrue();
        }
    }

    private static boolean isUnanswered(int opcode) {
        return opcode == Requests.FORGET || opcode == Requests.BATCH_FORGET || opcode == Requests.INTERRUPT;
    }

    private static boolean fits(byte[] request, int length) {
        return switch (Requests.opcode(request)) {
            case Requests.LOOKUP, Requests.SYMLINK, Requests.MKNOD, Requests.MKDIR, Requests.LINK -> length == ENTRY;
            case Requests.GETATTR, Requests.SETATTR -> length == ATTR;
            case Requests.STATX -> length == STATX;
            case Requests.IOCTL -> length == IOCTL || length == IOCTL + 4 || length == IOCTL + 28;
            case Requests.CREATE, Requests.TMPFILE -> length == ENTRY + OPEN;
            case Requests.OPEN, Requests.OPENDIR -> length == OPEN;
            case Requests.WRITE, Requests.COPY_FILE_RANGE, Requests.COPY_FILE_RANGE_64, Requests.LSEEK -> length == 8;
            case Requests.STATFS -> length == STATFS;
            case Requests.INIT -> length == INIT || length == 8;
            case Requests.READ, Requests.READDIR, Requests.READDIRPLUS ->
                Integer.compareUnsigned(length, Bytes.u32(request, Requests.HEADER_SIZE + 16)) <= 0;
            case Requests.GETXATTR, Requests.LISTXATTR -> fitsXattr(length, Bytes.u32(request, Requests.HEADER_SIZE));
            case Requests.READLINK -> length > 0;
            default -> length == 0;
        };
    }

    private static boolean fitsXattr(int length, int size) {
        return size == 0 ? length == 8 : Integer.compareUnsigned(length, size) <= 0;
    }
}
