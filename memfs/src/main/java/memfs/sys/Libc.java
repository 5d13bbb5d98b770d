package memfs.sys;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

import memfs.posix.ErrnoException;

/** The few functions of the C library that MemFS needs and Java doesn't have. */
public final class Libc {
    /** Read-only; mount(2). */
    public static final int MS_RDONLY = 1;

    /** Abort what is under way; umount2(2). */
    public static final int MNT_FORCE = 1;
    /** Detach at once, finish when the last user is gone; umount2(2). */
    public static final int MNT_DETACH = 2;

    private static final int O_NONBLOCK = 04000;
    private static final int O_RDWR_CLOEXEC = 2 | 02000000;
    private static final int O_DIRECTORY_CLOEXEC = 0200000 | 02000000;
    private static final int LOCK_EX_NB = 2 | 4;
    private static final int RLIMIT_NOFILE = 7;

    /** Larger than {@code struct statfs} on every 64-bit Linux (120 bytes on x86-64). */
    private static final int STATFS_SIZE = 256;

    private static final MethodHandle MOUNT = Native.function("mount");
    private static final MethodHandle UMOUNT2 = Native.function("umount2");
    private static final MethodHandle STATFS = Native.function("statfs");
    private static final MethodHandle OPEN = Native.function("open");
    private static final MethodHandle FLOCK = Native.function("flock");
    private static final MethodHandle CLOSE = Native.function("close");
    private static final MethodHandle GETRLIMIT = Native.function("getrlimit");
    private static final MethodHandle CHDIR = Native.function("chdir");
    private static final MethodHandle GETEUID = Native.function("geteuid");
    private static final MethodHandle GETEGID = Native.function("getegid");

    private Libc() {}

    /**
     * Mounts; mount(2).
     *
     * @param source
     *            as mountinfo shows it
     * @param flags
     *            {@link #MS_RDONLY}, and those of {@link MountAttributes}
     * @param data
     *            the file system's own options
     * @throws ErrnoException
     *             EPERM (no CAP_SYS_ADMIN in the mount namespace), EINVAL, ENODEV (no such type), ENOENT, ENOSPC
     */
    public static void mount(String source, Path target, String type, int flags, String data) {
        try (Arena arena = Arena.ofConfined()) {
            Native.checked(MOUNT, cString(arena, source), cString(arena, target), cString(arena, type), flags,
                    cString(arena, data));
        }
    }

    /**
     * Unmounts what is mounted last at a path; umount2(2).
     *
     * @param flags
     *            0, or of {@link #MNT_FORCE} and {@link #MNT_DETACH}
     * @throws ErrnoException
     *             EBUSY, EINVAL (not a mount point), EPERM, ENOENT
     */
    public static void umount2(Path path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            Native.checked(UMOUNT2, cString(arena, path), flags);
        }
    }

    /**
     * Calls statfs(2) on a path and discards the result: a server that replies is alive.
     *
     * @throws ErrnoException
     *             ENOTCONN where the server of a FUSE mount is gone, ENOENT, EACCES
     */
    public static void statfs(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            Native.checked(STATFS, cString(arena, path), arena.allocate(STATFS_SIZE).address());
        }
    }

    /**
     * Opens a device for reading and writing, close-on-exec; open(2).
     *
     * @return the file descriptor
     * @throws ErrnoException
     *             ENOENT, ENXIO, ENODEV (no driver), EACCES, EPERM (refused by the device cgroup), EMFILE, ENFILE
     */
    public static int openDevice(Path device, boolean nonBlocking) {
        try (Arena arena = Arena.ofConfined()) {
            return Native.checked(OPEN, cString(arena, device),
                    nonBlocking ? O_RDWR_CLOEXEC | O_NONBLOCK : O_RDWR_CLOEXEC);
        }
    }

    /**
     * Opens a directory and takes its exclusive flock(2), which ends with {@link #close}; open(2).
     *
     * @return the file descriptor
     * @throws ErrnoException
     *             EAGAIN (another process holds the lock), ENOENT, ENOTDIR, EACCES
     */
    public static int openLocked(Path directory) {
        try (Arena arena = Arena.ofConfined()) {
            int fd = Native.checked(OPEN, cString(arena, directory), O_DIRECTORY_CLOEXEC);
            try {
                Native.checked(FLOCK, fd, LOCK_EX_NB);
            } catch (ErrnoException e) {
                close(fd);
                throw e;
            }
            return fd;
        }
    }

    /** Closes a file descriptor; close(2); it fails only for a descriptor that isn't open. */
    public static void close(int fd) {
        Native.unchecked(CLOSE, fd);
    }

    /** How many files this process may have open at once; the JVM has raised it to the hard limit; getrlimit(2). */
    public static long openFilesLimit() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocate(JAVA_LONG, 2);
            Native.checked(GETRLIMIT, RLIMIT_NOFILE, limit.address());
            long soft = limit.get(JAVA_LONG, 0);
            return soft < 0 ? Long.MAX_VALUE : soft;
        }
    }

    /**
     * Changes the current directory, which keeps a file system in use; chdir(2). Java resolves relative paths as before.
     *
     * @throws ErrnoException
     *             ENOENT, ENOTDIR, EACCES
     */
    public static void chdir(Path directory) {
        try (Arena arena = Arena.ofConfined()) {
            Native.checked(CHDIR, cString(arena, directory));
        }
    }

    /** The user that this process acts as; geteuid(2). */
    public static int geteuid() {
        return Native.unchecked(GETEUID);
    }

    /** The group that this process acts as; getegid(2). */
    public static int getegid() {
        return Native.unchecked(GETEGID);
    }

    private static long cString(Arena arena, Path path) {
        return cString(arena, FileNames.text(path));
    }

    private static long cString(Arena arena, String text) {
        return Native.cString(arena, FileNames.encode(text));
    }
}
