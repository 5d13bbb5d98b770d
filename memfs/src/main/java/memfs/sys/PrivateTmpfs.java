package memfs.sys;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.posix.Stat;

/**
 * A tmpfs that is mounted nowhere: only this process can reach it, and it ends with the last file that is open or mapped;
 * fsopen(2), fsconfig(2), fsmount(2).
 */
public final class PrivateTmpfs implements AutoCloseable {
    /** The same on every architecture; {@code include/uapi/asm-generic/unistd.h}. */
    private static final int SYS_FSOPEN = 430;
    private static final int SYS_FSCONFIG = 431;
    private static final int SYS_FSMOUNT = 432;
    private static final int SYS_FSPICK = 433;

    private static final int FSOPEN_CLOEXEC = 1;
    private static final int FSMOUNT_CLOEXEC = 1;
    private static final int FSPICK_CLOEXEC_EMPTY_PATH = 1 | 8;
    private static final int FSCONFIG_SET_STRING = 1;
    private static final int FSCONFIG_CMD_CREATE = 6;
    private static final int FSCONFIG_CMD_RECONFIGURE = 7;

    /** O_TMPFILE, O_RDWR, O_EXCL (can't be given a name), O_CLOEXEC, O_NOATIME (our own reads are no accesses). */
    private static final int OPEN_FLAGS = 020200000 | 2 | 0200 | 02000000 | 01000000;
    private static final int OWNER_ONLY = 0600;

    /** {@code struct statfs}: larger than on any 64-bit Linux; all fields of eight bytes up to these. */
    private static final int STATFS_BYTES = 256;
    private static final int STATFS_BLOCK_SIZE = 8;
    private static final int STATFS_BLOCKS = 16;
    private static final int STATFS_FREE = 24;

    /** From one tick of the kernel to the next; what is further ahead is from before the clock was set back. */
    private static final long MOST_TICK_NANOS = 20_000_000;

    private static final MethodHandle SYSCALL = Native.function("syscall");
    private static final MethodHandle OPENAT = Native.function("openat");
    private static final MethodHandle FSTATFS = Native.function("fstatfs");

    private final int mount;
    /** The latest ctime that a file was seen with; nanoseconds since the epoch. */
    private final AtomicLong shown = new AtomicLong(Long.MIN_VALUE);
    private int context;

    private PrivateTmpfs(int context, int mount) {
        this.context = context;
        this.mount = mount;
    }

    /**
     * Makes one, with any number of inodes.
     *
     * @param bytes
     *            its size limit; rounded up to whole pages, at least one
     * @throws ErrnoException
     *             EPERM (no CAP_SYS_ADMIN), ENOSYS (before Linux 5.2, or a seccomp filter), ENODEV (no tmpfs), EMFILE, ENOMEM
     */
    public static PrivateTmpfs create(long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            int context = Native.checked(SYSCALL, SYS_FSOPEN, text(arena, "tmpfs"), FSOPEN_CLOEXEC);
            try {
                set(arena, context, "size", Long.toString(atLeastAPage(bytes)));
                set(arena, context, "nr_inodes", "0");
                Native.checked(SYSCALL, SYS_FSCONFIG, context, FSCONFIG_CMD_CREATE, 0, 0, 0);
                return new PrivateTmpfs(context, Native.checked(SYSCALL, SYS_FSMOUNT, context, FSMOUNT_CLOEXEC, 0));
            } catch (ErrnoException e) {
                Libc.close(context);
                throw e;
            }
        }
    }

    private static long text(Arena arena, String text) {
        return Native.cString(arena, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void set(Arena arena, int context, String key, String value) {
        Native.checked(SYSCALL, SYS_FSCONFIG, context, FSCONFIG_SET_STRING, text(arena, key), text(arena, value), 0);
    }

    /** To tmpfs a size of 0 means no limit. */
    private static long atLeastAPage(long bytes) {
        return Math.max(bytes, Memory.PAGE_BYTES);
    }

    /**
     * A new, empty file without a name; open(2), O_TMPFILE.
     *
     * @throws ErrnoException
     *             EMFILE, ENFILE, ENOMEM
     */
    public UnnamedFile createFile() {
        try (Arena arena = Arena.ofConfined()) {
            return new UnnamedFile(this, Native.checked(OPENAT, mount, text(arena, "."), OPEN_FLAGS, OWNER_ONLY));
        }
    }

    /**
     * Sets the size limit, bytes; false, and nothing done, where more is used already; fspick(2).
     *
     * @throws ErrnoException
     *             EMFILE, ENOMEM, and nothing done
     */
    public synchronized boolean resize(long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            set(arena, context, "size", Long.toString(atLeastAPage(bytes)));
            Native.checked(SYSCALL, SYS_FSCONFIG, context, FSCONFIG_CMD_RECONFIGURE, 0, 0, 0);
            return true;
        } catch (ErrnoException e) {
            pick();
            if (e.errno() == Errno.EINVAL) {
                return false;
            }
            throw e;
        }
    }

    /** A context that has failed can't be used any more. */
    private void pick() {
        try (Arena arena = Arena.ofConfined()) {
            int fresh = Native.checked(SYSCALL, SYS_FSPICK, mount, text(arena, ""), FSPICK_CLOEXEC_EMPTY_PATH);
            Libc.close(context);
            context = fresh;
        }
    }

    /** Bytes in pages of its files. */
    public long usedBytes() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment figures = arena.allocate(STATFS_BYTES, Long.BYTES);
            Native.checked(FSTATFS, mount, figures.address());
            return (figures.get(JAVA_LONG, STATFS_BLOCKS) - figures.get(JAVA_LONG, STATFS_FREE))
                    * figures.get(JAVA_LONG, STATFS_BLOCK_SIZE);
        }
    }

    /**
     * The present time by the clock of its files, nanoseconds since the epoch: what changes later is never stamped with an
     * earlier one.
     *
     * <p>
     * That is the last tick's, or what a file was seen with: since 6.13 the kernel stamps a file that changes after it was
     * looked at by the exact clock, and no file with an earlier time after that; Documentation/filesystems/multigrain-ts.rst.
     * Only ctime counts: mtime may be anything, but what the kernel stamps it with is never later.
     */
    public long nanos() {
        long tick = WallClock.COARSE.nanos();
        long last = shown.get();
        return last > tick && last - tick < MOST_TICK_NANOS ? last : tick;
    }

    /** One of its files was looked at. */
    void saw(Stat stat) {
        long ctime = stat.ctime().toNanos();
        if (ctime > shown.get()) {
            shown.accumulateAndGet(ctime, Math::max);
        }
    }

    /** Files stay usable until they are closed. */
    @Override
    public void close() {
        Libc.close(mount);
        Libc.close(context);
    }
}
