package memfs.testing;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static memfs.testing.NativeCalls.call;
import static memfs.testing.NativeCalls.callLong;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import memfs.posix.Stat;
import memfs.posix.StatFs;
import memfs.posix.Timestamp;

/**
 * System calls for tests, under their own names and in their own arguments, since java.nio hides most of them; each
 * fails with a {@link PosixException}. Strings are one byte a character. Layouts and constants are those of x86-64
 * Linux; sources are the manual pages, section 2.
 */
public final class Posix {
    public static final int O_NONBLOCK = 04000;
    public static final int O_DIRECT = 040000;
    public static final int O_PATH = 010000000;
    /** Includes O_DIRECTORY. */
    public static final int O_TMPFILE = 020200000;

    public static final int AT_FDCWD = -100;
    public static final int AT_SYMLINK_NOFOLLOW = 0x100;
    public static final int AT_REMOVEDIR = 0x200;
    public static final int AT_EACCESS = 0x200;
    public static final int AT_SYMLINK_FOLLOW = 0x400;
    private static final int F_SETFL = 4;
    private static final int AT_EMPTY_PATH = 0x1000;

    /** Values of tv_nsec, see utimensat(2). */
    public static final long UTIME_NOW = (1L << 30) - 1;
    public static final long UTIME_OMIT = (1L << 30) - 2;

    private static final int POSIX_FADV_WILLNEED = 3;
    private static final int POSIX_FADV_DONTNEED = 4;

    public static final int SEEK_SET = 0;
    public static final int SEEK_CUR = 1;
    public static final int SEEK_END = 2;

    public static final int LOCK_SH = 1;
    public static final int LOCK_EX = 2;
    public static final int LOCK_NB = 4;
    public static final int LOCK_UN = 8;

    public static final int F_SETLK = 6;
    public static final int F_OFD_SETLK = 37;
    public static final short F_RDLCK = 0;
    public static final short F_WRLCK = 1;
    public static final short F_UNLCK = 2;

    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final int STATX_BTIME = 0x800;

    private Posix() {}

    // Files and descriptors

    public static int open(String path, int flags, int mode) {
        return call("open", path, flags, mode);
    }

    public static int openat(int directory, String path, int flags, int mode) {
        return call("openat", directory, path, flags, mode);
    }

    public static void close(int fd) {
        call("close", fd);
    }

    /** Bytes written: perhaps fewer than given. */
    public static int write(int fd, byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) callLong("write", fd, arena.allocateFrom(JAVA_BYTE, bytes), (long) bytes.length);
        }
    }

    public static int pwrite(int fd, byte[] bytes, long offset) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) callLong("pwrite", fd, arena.allocateFrom(JAVA_BYTE, bytes), (long) bytes.length, offset);
        }
    }

    /** As many bytes as there were, up to {@code length}. */
    public static byte[] read(int fd, int length) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(Math.max(1, length));
            return bytes(buffer, callLong("read", fd, buffer, (long) length));
        }
    }

    public static byte[] pread(int fd, int length, long offset) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(Math.max(1, length));
            return bytes(buffer, callLong("pread", fd, buffer, (long) length, offset));
        }
    }

    /** Bytes written, from memory that may be aligned as O_DIRECT wants it. */
    public static long pwrite(int fd, MemorySegment bytes, long offset) {
        return callLong("pwrite", fd, bytes, bytes.byteSize(), offset);
    }

    /** Bytes read, into memory that may be aligned as O_DIRECT wants it. */
    public static long pread(int fd, MemorySegment bytes, long offset) {
        return callLong("pread", fd, bytes, bytes.byteSize(), offset);
    }

    /** Makes the kernel drop what it has cached of a file; posix_fadvise(2), POSIX_FADV_DONTNEED. */
    public static void dropCache(int fd) {
        call("posix_fadvise", fd, 0L, 0L, POSIX_FADV_DONTNEED);
    }

    /** Makes the kernel read a file ahead into its cache; posix_fadvise(2), POSIX_FADV_WILLNEED. */
    public static void willNeed(int fd) {
        call("posix_fadvise", fd, 0L, 0L, POSIX_FADV_WILLNEED);
    }

    public static long lseek(int fd, long offset, int whence) {
        return callLong("lseek", fd, offset, whence);
    }

    public static void truncate(String path, long size) {
        call("truncate", path, size);
    }

    public static void ftruncate(int fd, long size) {
        call("ftruncate", fd, size);
    }

    public static void fallocate(int fd, int mode, long offset, long length) {
        call("fallocate", fd, mode, offset, length);
    }

    /** Bytes copied; 0 at the end of the source. */
    public static long copyFileRange(int in, long offsetIn, int out, long offsetOut, long length) {
        try (Arena arena = Arena.ofConfined()) {
            return callLong("copy_file_range", in, arena.allocateFrom(JAVA_LONG, offsetIn), out,
                    arena.allocateFrom(JAVA_LONG, offsetOut), length, 0);
        }
    }

    public static void fsync(int fd) {
        call("fsync", fd);
    }

    public static void fdatasync(int fd) {
        call("fdatasync", fd);
    }

    public static void syncfs(int fd) {
        call("syncfs", fd);
    }

    /** A shared, writable mapping, to be given back to {@link #munmap}. */
    public static MemorySegment mmap(int fd, long length, long offset) {
        int readWrite = 3;
        int shared = 1;
        return MemorySegment.ofAddress(callLong("mmap", 0L, length, readWrite, shared, fd, offset)).reinterpret(length);
    }

    public static void msync(MemorySegment mapping) {
        int synchronous = 4;
        call("msync", mapping, mapping.byteSize(), synchronous);
    }

    public static void munmap(MemorySegment mapping) {
        call("munmap", mapping, mapping.byteSize());
    }

    /** F_SETFL: replaces the descriptor's status flags, O_APPEND among them. */
    public static void fcntlSetFlags(int fd, int flags) {
        call("fcntl", fd, F_SETFL, flags);
    }

    /** The argument as the command leaves it. */
    public static byte[] ioctl(int fd, long command, byte[] argument) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(JAVA_BYTE, argument);
            call("ioctl", fd, command, memory);
            return memory.toArray(JAVA_BYTE);
        }
    }

    public static void flock(int fd, int operation) {
        call("flock", fd, operation);
    }

    /** Sets or removes a record lock; {@code command} is F_SETLK or F_OFD_SETLK, {@code type} one of F_*LCK. */
    public static void lock(int fd, int command, short type, long start, long length) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment flock = arena.allocate(32, 8);
            flock.set(JAVA_SHORT, 0, type);
            flock.set(JAVA_LONG, 8, start);
            flock.set(JAVA_LONG, 16, length);
            call("fcntl", fd, command, flock);
        }
    }

    // Names

    public static void mkdir(String path, int mode) {
        call("mkdir", path, mode);
    }

    public static void mkdirat(int directory, String path, int mode) {
        call("mkdirat", directory, path, mode);
    }

    public static void rmdir(String path) {
        call("rmdir", path);
    }

    /** The device is {@link #device}, or 0. */
    public static void mknod(String path, int mode, long device) {
        call("mknod", path, mode, device);
    }

    /** dev_t as the C library packs it; makedev(3). */
    public static long device(int major, int minor) {
        return (major & 0xfffff000L) << 32 | (major & 0xfffL) << 8 | (minor & 0xffffff00L) << 12 | minor & 0xffL;
    }

    public static void link(String from, String to) {
        call("link", from, to);
    }

    public static void linkat(int fromDirectory, String from, int toDirectory, String to, int flags) {
        call("linkat", fromDirectory, from, toDirectory, to, flags);
    }

    public static void symlink(String target, String path) {
        call("symlink", target, path);
    }

    public static String readlink(String path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(4096);
            return text(bytes(buffer, callLong("readlink", path, buffer, buffer.byteSize())));
        }
    }

    public static void unlink(String path) {
        call("unlink", path);
    }

    public static void unlinkat(int directory, String path, int flags) {
        call("unlinkat", directory, path, flags);
    }

    public static void rename(String from, String to) {
        call("rename", from, to);
    }

    public static void renameat2(String from, String to, int flags) {
        call("renameat2", AT_FDCWD, from, AT_FDCWD, to, flags);
    }

    /** One entry of a directory; {@code cookie} is the offset that follows it, for {@link #lseek}. */
    public record Entry(String name, long ino, int type, long cookie) {}

    /** The entries that fit in {@code bufferSize} bytes; none at the end. */
    public static List<Entry> getdents(int fd, int bufferSize) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(bufferSize, 8);
            long end = callLong("getdents64", fd, buffer, (long) bufferSize);
            List<Entry> entries = new ArrayList<>();
            for (long at = 0; at < end; at += buffer.get(JAVA_SHORT, at + 16)) {
                String name = buffer.getString(at + 19, StandardCharsets.ISO_8859_1);
                entries.add(new Entry(name, buffer.get(JAVA_LONG, at), buffer.get(JAVA_BYTE, at + 18),
                        buffer.get(JAVA_LONG, at + 8)));
            }
            return entries;
        }
    }

    // Attributes

    /** Of the link itself where the path names one. */
    public static Stat lstat(String path) {
        return statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS);
    }

    /** As {@link #lstat}, with the birth time; zero where the file system has none. */
    public static Stat lstatWithBirth(String path) {
        return statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_BTIME);
    }

    public static Stat stat(String path) {
        return statx(AT_FDCWD, path, 0, STATX_BASIC_STATS);
    }

    public static Stat fstat(int fd) {
        return statx(fd, "", AT_EMPTY_PATH, STATX_BASIC_STATS);
    }

    /** statx(2), since its layout is the same everywhere. */
    private static Stat statx(int directory, String path, int flags, int mask) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment s = arena.allocate(256, 8);
            call("statx", directory, path, flags, mask, s);
            int rdev = encode(s.get(JAVA_INT, 128), s.get(JAVA_INT, 132));
            return new Stat(s.get(JAVA_LONG, 32), s.get(JAVA_SHORT, 28) & 0xffff, s.get(JAVA_INT, 16),
                    s.get(JAVA_INT, 20), s.get(JAVA_INT, 24), rdev, s.get(JAVA_LONG, 40), s.get(JAVA_LONG, 48),
                    s.get(JAVA_LONG, 64), s.get(JAVA_INT, 72), s.get(JAVA_LONG, 112), s.get(JAVA_INT, 120),
                    s.get(JAVA_LONG, 96), s.get(JAVA_INT, 104), s.get(JAVA_LONG, 80), s.get(JAVA_INT, 88));
        }
    }

    /** new_encode_dev of {@code include/linux/kdev_t.h}, as {@link Stat#rdev()} has it. */
    public static int encode(int major, int minor) {
        return minor & 0xff | major << 8 | (minor & ~0xff) << 12;
    }

    public static void chmod(String path, int mode) {
        call("chmod", path, mode);
    }

    public static void fchmod(int fd, int mode) {
        call("fchmod", fd, mode);
    }

    /** -1 leaves that one alone. */
    public static void chown(String path, int uid, int gid) {
        call("chown", path, uid, gid);
    }

    public static void fchown(int fd, int uid, int gid) {
        call("fchown", fd, uid, gid);
    }

    public static void lchown(String path, int uid, int gid) {
        call("lchown", path, uid, gid);
    }

    /** Sets both times. */
    public static void utimens(String path, Timestamp atime, Timestamp mtime) {
        utimensat(path, atime.seconds(), atime.nanos(), mtime.seconds(), mtime.nanos(), 0);
    }

    /** Nanoseconds may be UTIME_NOW or UTIME_OMIT. */
    public static void utimensat(String path, long aSeconds, long aNanos, long mSeconds, long mNanos, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment times = arena.allocateFrom(JAVA_LONG, aSeconds, aNanos, mSeconds, mNanos);
            call("utimensat", AT_FDCWD, path, times, flags);
        }
    }

    public static void futimens(int fd, Timestamp atime, Timestamp mtime) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment times = arena.allocateFrom(JAVA_LONG, atime.seconds(), atime.nanos(), mtime.seconds(),
                    mtime.nanos());
            call("futimens", fd, times);
        }
    }

    /** Judged by the real ids, as access(2) does. */
    public static void access(String path, int mask) {
        call("access", path, mask);
    }

    /** Judged by the effective ids. */
    public static void eaccess(String path, int mask) {
        call("faccessat", AT_FDCWD, path, mask, AT_EACCESS);
    }

    public static void setxattr(String path, String name, byte[] value, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            call("lsetxattr", path, name, arena.allocateFrom(JAVA_BYTE, value), (long) value.length, flags);
        }
    }

    public static byte[] getxattr(String path, String name) {
        return getxattr(path, name, 1 << 16);
    }

    /** Size 0 asks for the length only, which is answered as that many zeros. */
    public static byte[] getxattr(String path, String name, int size) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(1 << 16);
            return bytes(buffer, callLong("lgetxattr", path, name, buffer, (long) size));
        }
    }

    public static Set<String> listxattr(String path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(1 << 16);
            String names = text(bytes(buffer, callLong("llistxattr", path, buffer, buffer.byteSize())));
            return new TreeSet<>(names.isEmpty() ? List.of() : Arrays.asList(names.split("\0")));
        }
    }

    public static void removexattr(String path, String name) {
        call("lremovexattr", path, name);
    }

    public static StatFs statvfs(String path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment s = arena.allocate(112, 8);
            call("statvfs", path, s);
            return new StatFs((int) s.get(JAVA_LONG, 8), s.get(JAVA_LONG, 16), s.get(JAVA_LONG, 24),
                    s.get(JAVA_LONG, 40), s.get(JAVA_LONG, 48), (int) s.get(JAVA_LONG, 80));
        }
    }

    private static byte[] bytes(MemorySegment buffer, long length) {
        return buffer.asSlice(0, Math.min(length, buffer.byteSize())).toArray(JAVA_BYTE);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
