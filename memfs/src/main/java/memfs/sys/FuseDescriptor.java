package memfs.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

import memfs.posix.ErrnoException;

/**
 * One more descriptor of a FUSE connection, to check whether the connection's file system is still mounted somewhere, and for
 * what a server says to the kernel by itself.
 *
 * <p>
 * Mount ids and device numbers are reused at once after an unmount; a descriptor stays one of its connection.
 */
public final class FuseDescriptor implements AutoCloseable {
    private static final MethodHandle FCNTL = Native.function("fcntl");
    private static final MethodHandle IOCTL = Native.function("ioctl");
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final String LIBFUSE = "libfuse.so.2";

    /** A notification: {@code struct fuse_out_header}, {@code struct fuse_notify_inval_inode_out}; include/uapi/linux/fuse.h. */
    private static final int NOTIFICATION_BYTES = 40;
    private static final int FUSE_NOTIFY_INVAL_INODE = 2;
    private static final long ROOT = 1;
    /** An offset below 0: attributes alone, no data. */
    private static final long ATTRIBUTES = -1;

    /** {@code _IOW(229, 1, struct fuse_backing_map)} and {@code _IOW(229, 2, uint32_t)}. */
    private static final long FUSE_DEV_IOC_BACKING_OPEN = 0x4010e501L;
    private static final long FUSE_DEV_IOC_BACKING_CLOSE = 0x4004e502L;
    private static final int BACKING_MAP_BYTES = 16;

    private final int fd;

    private FuseDescriptor(int fd) {
        this.fd = fd;
    }

    /**
     * Duplicates a descriptor of a mounted connection, which stays until both are closed.
     *
     * @throws ErrnoException
     *             EMFILE
     */
    public static FuseDescriptor of(int fd) {
        return new FuseDescriptor(Native.checked(FCNTL, fd, F_DUPFD_CLOEXEC, 0));
    }

    /**
     * As {@link #of}, for the descriptor of a {@code struct fuse} of libfuse 2; fuse_lowlevel.h.
     *
     * @param fuse
     *            its address
     */
    public static FuseDescriptor ofLibfuse(long fuse) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup library = SymbolLookup.libraryLookup(LIBFUSE, arena);
            MemorySegment state = arena.allocate(Native.CALL_STATE);
            long session = Native.call(Native.function(library, "fuse_get_session"), state, fuse);
            long channel = Native.call(Native.function(library, "fuse_session_next_chan"), state, session);
            return of((int) Native.call(Native.function(library, "fuse_chan_fd"), state, channel));
        }
    }

    /**
     * Whether the file system exists, aborted and detached ones included: the kernel finds its root by the connection. From
     * the unmount on it doesn't, ENOENT; fuse_reverse_inval_inode() in fs/fuse/inode.c.
     */
    public boolean isMounted() {
        return invalidate(ROOT, ATTRIBUTES);
    }

    /** The kernel drops what it has cached of an inode's attributes. */
    public void invalidateAttributes(long ino) {
        invalidate(ino, ATTRIBUTES);
    }

    /** The kernel drops what it has cached of an inode's attributes and data; it waits for requests on that data. */
    public void invalidateData(long ino) {
        invalidate(ino, 0);
    }

    /** To the end of the file; false where the kernel doesn't know the inode. */
    private boolean invalidate(long ino, long offset) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment notification = arena.allocate(NOTIFICATION_BYTES, Long.BYTES);
            notification.set(JAVA_INT, 0, NOTIFICATION_BYTES);
            notification.set(JAVA_INT, 4, FUSE_NOTIFY_INVAL_INODE);
            notification.set(JAVA_LONG, 16, ino);
            notification.set(JAVA_LONG, 24, offset);
            return new DeviceIo(arena).write(fd, notification, NOTIFICATION_BYTES) >= 0;
        }
    }

    /**
     * Registers an open file as one that the kernel may read and write in place of a file of this connection.
     *
     * @return its backing id
     * @throws ErrnoException
     *             EPERM (no CAP_SYS_ADMIN, or no passthrough negotiated), ENOTCONN, ELOOP (its file system is stacked), ENOMEM
     */
    public int openBacking(int file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment map = arena.allocate(BACKING_MAP_BYTES, Long.BYTES);
            map.set(JAVA_INT, 0, file);
            return Native.checked(IOCTL, fd, FUSE_DEV_IOC_BACKING_OPEN, map.address());
        }
    }

    /** Ends a registration; what is open through it stays so. It fails only where the connection is gone, and the id with it. */
    public void closeBacking(int id) {
        try (Arena arena = Arena.ofConfined()) {
            Native.unchecked(IOCTL, fd, FUSE_DEV_IOC_BACKING_CLOSE, arena.allocateFrom(JAVA_INT, id).address());
        }
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
