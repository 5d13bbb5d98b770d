package memfs.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.posix.Stat;
import memfs.posix.Timestamp;

/**
 * An open file of a {@link PrivateTmpfs}.
 *
 * <p>
 * Any number of threads may use it at once, none after {@link #close}: the number may be another file's by then.
 */
public final class UnnamedFile {
    private static final MethodHandle PREAD = Native.function("pread");
    private static final MethodHandle PWRITE = Native.function("pwrite");
    private static final MethodHandle FTRUNCATE = Native.function("ftruncate");
    private static final MethodHandle FALLOCATE = Native.function("fallocate");
    private static final MethodHandle LSEEK = Native.function("lseek");
    private static final MethodHandle STATX = Native.function("statx");
    private static final MethodHandle FUTIMENS = Native.function("futimens");
    private static final MethodHandle FCNTL = Native.function("fcntl");

    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final int KEEP_SIZE = 1;
    private static final int PUNCH_HOLE = 2;
    private static final int F_SETLEASE = 1024;
    private static final int F_WRLCK = 1;
    private static final int F_UNLCK = 2;
    private static final long UTIME_OMIT = (1L << 30) - 2;

    /** {@code struct statx}; {@code include/uapi/linux/stat.h}. */
    private static final int STATX_BYTES = 256;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final int STATX_MODE = 28;
    private static final int STATX_INO = 32;
    private static final int STATX_SIZE = 40;
    private static final int STATX_BLOCKS = 48;
    private static final int STATX_ATIME = 64;
    private static final int STATX_CTIME = 96;
    private static final int STATX_MTIME = 112;
    /** {@code struct timespec}. */
    private static final int TIMESPEC = 16;
    private static final long NO_NAME = Native.cString(Arena.global(), new byte[0]);

    /** A thread's own, since these calls come with every open and every stat. */
    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private static final class Scratch {
        private final Arena arena = Arena.ofAuto();
        private final MemorySegment state = arena.allocate(Native.CALL_STATE);
        private final MemorySegment bytes = arena.allocate(STATX_BYTES, Long.BYTES);
    }

    private final PrivateTmpfs owner;
    private final int fd;

    UnnamedFile(PrivateTmpfs owner, int fd) {
        this.owner = owner;
        this.fd = fd;
    }

    /** The file descriptor. */
    public int descriptor() {
        return fd;
    }

    private static long call(MethodHandle function, long a, long b, long c, long d, long e) {
        try {
            return (long) function.invokeExact(SCRATCH.get().state, a, b, c, d, e, 0L);
        } catch (Throwable thrown) {
            throw Native.unchecked(thrown);
        }
    }

    private static ErrnoException failure() {
        return Errno.of(Native.errno(SCRATCH.get().state)).exception();
    }

    private static void check(long result) {
        if ((int) result == -1) {
            throw failure();
        }
    }

    /** Fills a target in native memory; returns the bytes read, fewer only at the end of the file; pread(2). */
    public int read(MemorySegment target, long offset) {
        long done = 0;
        while (done < target.byteSize()) {
            long count = call(PREAD, fd, target.address() + done, target.byteSize() - done, offset + done, 0);
            if (count < 0 && Native.errno(SCRATCH.get().state) != Errno.EINTR.number()) {
                throw failure();
            }
            if (count == 0) {
                break;
            }
            done += Math.max(0, count);
        }
        return (int) done;
    }

    /** Stores a source in native memory; returns the bytes written, fewer (or 0) only where the tmpfs is full; pwrite(2). */
    public int write(MemorySegment source, long offset) {
        long done = 0;
        while (done < source.byteSize()) {
            long count = call(PWRITE, fd, source.address() + done, source.byteSize() - done, offset + done, 0);
            int errno = count < 0 ? Native.errno(SCRATCH.get().state) : 0;
            if (errno == Errno.ENOSPC.number()) {
                break;
            }
            if (errno != 0 && errno != Errno.EINTR.number()) {
                throw failure();
            }
            done += Math.max(0, count);
        }
        return (int) done;
    }

    /** ftruncate(2). */
    public void truncate(long size) {
        check(call(FTRUNCATE, fd, size, 0, 0, 0));
    }

    /** Backs a range with memory, and keeps the size; ENOSPC, and nothing done; fallocate(2). */
    public void allocate(long offset, long length) {
        fallocate(KEEP_SIZE, offset, length);
    }

    /** Makes a hole; fallocate(2). */
    public void punch(long offset, long length) {
        fallocate(KEEP_SIZE | PUNCH_HOLE, offset, length);
    }

    /** Any signal interrupts it, and undoes what it has done. */
    private void fallocate(int mode, long offset, long length) {
        int result;
        do {
            result = (int) call(FALLOCATE, fd, mode, offset, length, 0);
        } while (result == -1 && Native.errno(SCRATCH.get().state) == Errno.EINTR.number());
        check(result);
    }

    /** The first offset from one on that isn't in a hole, -1 where there is none; lseek(2). */
    public long nextData(long offset) {
        return seek(offset, SEEK_DATA);
    }

    /** The first offset from one on that is in a hole, or the end; -1 where the offset is past that. */
    public long nextHole(long offset) {
        return seek(offset, SEEK_HOLE);
    }

    private long seek(long offset, int whence) {
        long found = call(LSEEK, fd, offset, whence, 0, 0);
        if (found < 0 && Native.errno(SCRATCH.get().state) != Errno.ENXIO.number()) {
            throw failure();
        }
        return found;
    }

    /** Size, blocks and times; statx(2). */
    public Stat stat() {
        MemorySegment s = SCRATCH.get().bytes;
        check(call(STATX, fd, NO_NAME, AT_EMPTY_PATH, STATX_BASIC_STATS, s.address()));
        Stat stat = new Stat(s.get(JAVA_LONG, STATX_INO), Short.toUnsignedInt(s.get(JAVA_SHORT, STATX_MODE)), 0, 0, 0,
                0,
                s.get(JAVA_LONG, STATX_SIZE), s.get(JAVA_LONG, STATX_BLOCKS), s.get(JAVA_LONG, STATX_ATIME),
                s.get(JAVA_INT, STATX_ATIME + Long.BYTES), s.get(JAVA_LONG, STATX_MTIME),
                s.get(JAVA_INT, STATX_MTIME + Long.BYTES), s.get(JAVA_LONG, STATX_CTIME),
                s.get(JAVA_INT, STATX_CTIME + Long.BYTES), 0, 0);
        owner.saw(stat);
        return stat;
    }

    /** Sets the times that aren't null; the kernel stamps ctime; futimens(3). */
    public void setTimes(Timestamp atime, Timestamp mtime) {
        MemorySegment times = SCRATCH.get().bytes;
        put(times, 0, atime);
        put(times, TIMESPEC, mtime);
        check(call(FUTIMENS, fd, times.address(), 0, 0, 0));
    }

    private static void put(MemorySegment times, int at, Timestamp time) {
        times.set(JAVA_LONG, at, time == null ? 0 : time.seconds());
        times.set(JAVA_LONG, at + Long.BYTES, time == null ? UTIME_OMIT : time.nanos());
    }

    /**
     * Whether nothing but this descriptor has the file open or mapped: only then does tmpfs grant a write lease, which is
     * given up again at once; fcntl(2), {@code check_conflicting_open()} in fs/locks.c.
     */
    public boolean isUnshared() {
        if ((int) call(FCNTL, fd, F_SETLEASE, F_WRLCK, 0, 0) == -1) {
            return false;
        }
        check(call(FCNTL, fd, F_SETLEASE, F_UNLCK, 0, 0));
        return true;
    }

    public void close() {
        Libc.close(fd);
    }
}
