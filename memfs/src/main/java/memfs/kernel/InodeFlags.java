package memfs.kernel;

import memfs.kernel.protocol.ReplyWriter;
import memfs.kernel.protocol.RequestReader;
import memfs.posix.Errno;

/**
 * The inode flags that lsattr(1) lists and chattr(1) sets: MemFS has none, so they read as 0, and 0 is all that they can be set to;
 * ioctl_iflags(2). The kernel has checked permission; fs/fuse/ioctl.c.
 *
 * <p>
 * tmpfs keeps four: what {@code immutable} and {@code append} forbid, the kernel enforces there, but not on FUSE.
 */
final class InodeFlags {
    /** FS_IOC_GETFLAGS and FS_IOC_SETFLAGS, one integer; {@code include/uapi/linux/fs.h}. */
    static final int GET = 0x80086601;
    static final int SET = 0x40086602;
    /** FS_IOC_FSGETXATTR and FS_IOC_FSSETXATTR, {@code struct fsxattr}. */
    static final int GET_EXTENDED = 0x801c581f;
    static final int SET_EXTENDED = 0x401c5820;

    private static final int EXTENDED_BYTES = 28;

    private final RequestReader request;
    private final ReplyWriter reply;

    InodeFlags(RequestReader request, ReplyWriter reply) {
        this.request = request;
        this.reply = reply;
    }

    /** IOCTL; ENOTTY for all that isn't about flags, as on tmpfs. */
    void ioctl() {
        request.skip(Long.BYTES + Integer.BYTES);
        int command = request.fetchInt();
        request.skip(Long.BYTES + 2 * Integer.BYTES);
        switch (command) {
            case GET -> put(Integer.BYTES);
            case GET_EXTENDED -> put(EXTENDED_BYTES);
            case SET -> requireNone(Integer.BYTES);
            case SET_EXTENDED -> requireNone(EXTENDED_BYTES);
            default -> throw Errno.ENOTTY.exception();
        }
    }

    private void requireNone(int bytes) {
        request.toPayload();
        for (int i = 0; i < bytes; i += Integer.BYTES) {
            if (request.fetchInt() != 0) {
                throw Errno.EOPNOTSUPP.exception();
            }
        }
        put(0);
    }

    /** {@code struct fuse_ioctl_out} of success, and flags that are all 0. */
    private void put(int bytes) {
        reply.putZeros(4 * Integer.BYTES + bytes);
    }
}
