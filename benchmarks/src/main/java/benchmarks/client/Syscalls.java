package benchmarks.client;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import memfs.posix.Errno;
import memfs.posix.OpenFlags;

/**
 * The system calls of one client thread, with nothing of Java's own file layer around them and nothing allocated for a
 * call. A call that fails throws {@link UncheckedIOException} with its name and errno.
 */
public final class Syscalls implements AutoCloseable {
    public static final int AT_FDCWD = -100;
    public static final int AT_SYMLINK_NOFOLLOW = 0x100;
    /** The server is asked, whatever the kernel has cached; statx(2). */
    public static final int AT_STATX_FORCE_SYNC = 0x2000;
    public static final int AT_REMOVEDIR = 0x200;

    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final long STATX_SIZE = 256;
    private static final long STATX_BLOCKS = 48;
    private static final long STATX_BLOCK = 512;
    /** Enough for 1,024 cores; sched_setaffinity(2). */
    private static final long CPU_SET_SIZE = 128;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle STATX = function("statx",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle OPENAT = function("openat",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(3));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle READ = function("read",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE = function("write",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle PWRITE = function("pwrite",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle PREAD = function("pread",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle FSYNC = function("fsync", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle FTRUNCATE = function("ftruncate",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle FALLOCATE = function("fallocate",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle MKDIRAT = function("mkdirat",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle UNLINKAT = function("unlinkat",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RENAMEAT = function("renameat",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    private static final MethodHandle GETDENTS = function("getdents64",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle SETAFFINITY = function("sched_setaffinity",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));

    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(CALL_STATE);
    private final MemorySegment statx = arena.allocate(STATX_SIZE, Long.BYTES);

    private static MethodHandle function(String name, FunctionDescriptor descriptor, Linker.Option... more) {
        Linker.Option[] options = Arrays.copyOf(more, more.length + 1);
        options[more.length] = Linker.Option.captureCallState("errno");
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }

    /** A path or name as the calls take it, for as long as this object lives. */
    public MemorySegment path(Object path) {
        return arena.allocateFrom(path.toString());
    }

    /** Memory to read into or write from, for as long as this object lives. */
    public MemorySegment buffer(long bytes) {
        return arena.allocate(bytes, Long.BYTES);
    }

    public void statx(int directory, MemorySegment path, int flags) {
        try {
            check("statx", (int) STATX.invokeExact(state, directory, path, flags, STATX_BASIC_STATS, statx));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Looks for a name that isn't there: any other answer than ENOENT is an error. */
    public void statxAbsent(int directory, MemorySegment path) {
        try {
            int result = (int) STATX.invokeExact(state, directory, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, statx);
            if (result == 0) {
                throw new IOException("statx found what should not be there");
            }
            if (Errno.of((int) ERRNO.get(state, 0L)) != Errno.ENOENT) {
                check("statx", result);
            }
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** The bytes that a file takes, by the 512 of {@code st_blocks}, whatever its size is. */
    public long allocatedBytes(MemorySegment path) {
        statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW | AT_STATX_FORCE_SYNC);
        return statx.get(JAVA_LONG, STATX_BLOCKS) * STATX_BLOCK;
    }

    /** Opens a file, which O_CREAT makes with mode 0644; the file descriptor. */
    public int open(int directory, MemorySegment path, int flags) {
        try {
            return (int) check("openat", (int) OPENAT.invokeExact(state, directory, path, flags, 0644));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    public void close(int fd) {
        try {
            check("close", (int) CLOSE.invokeExact(state, fd));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Does work on an open file and closes it; an error of the work comes first, the close's is added to it. */
    public void closeAfter(int fd, Runnable work) {
        try (Closing _ = () -> close(fd)) {
            work.run();
        }
    }

    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    /** Up to {@code length} bytes from the file's position on; 0 at its end. */
    public long read(int fd, MemorySegment into, long length) {
        try {
            return check("read", (long) READ.invokeExact(state, fd, into, length));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Up to {@code length} bytes from an offset on; 0 at the file's end. */
    public long read(int fd, MemorySegment into, long length, long offset) {
        try {
            return check("pread", (long) PREAD.invokeExact(state, fd, into, length, offset));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Returns when the file's data are where they are to stay. */
    public void fsync(int fd) {
        try {
            check("fsync", (int) FSYNC.invokeExact(state, fd));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Writes all of the bytes in one call; less is an error, whose reason a second call for the rest finds out. */
    public void write(int fd, MemorySegment from, long length) {
        try {
            long written = check("write", (long) WRITE.invokeExact(state, fd, from, length));
            if (written < length) {
                MemorySegment rest = from.asSlice(written);
                check("write", (long) WRITE.invokeExact(state, fd, rest, length - written));
                throw shortWrite(written, length);
            }
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** The same at an offset. */
    public void write(int fd, MemorySegment from, long length, long offset) {
        try {
            long written = check("pwrite", (long) PWRITE.invokeExact(state, fd, from, length, offset));
            if (written < length) {
                MemorySegment rest = from.asSlice(written);
                check("pwrite", (long) PWRITE.invokeExact(state, fd, rest, length - written, offset + written));
                throw shortWrite(written, length);
            }
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Of a call that could be gone on with: nothing tells why it stopped, and two calls aren't the one that is timed. */
    private static IOException shortWrite(long written, long length) {
        return new IOException("write took " + written + " of " + length + " bytes in its first call");
    }

    /** Makes a file shorter, or longer by a hole; ftruncate(2). */
    public void truncate(int fd, long length) {
        try {
            check("ftruncate", (int) FTRUNCATE.invokeExact(state, fd, length));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Makes a hole, the size staying as it is; fallocate(2). */
    public void punch(int fd, long offset, long length) {
        int mode = OpenFlags.FALLOC_FL_PUNCH_HOLE | OpenFlags.FALLOC_FL_KEEP_SIZE;
        try {
            check("fallocate", (int) FALLOCATE.invokeExact(state, fd, mode, offset, length));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    public void mkdir(MemorySegment path) {
        try {
            check("mkdir", (int) MKDIRAT.invokeExact(state, AT_FDCWD, path, 0755));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    public void rename(MemorySegment from, MemorySegment to) {
        try {
            check("rename", (int) RENAMEAT.invokeExact(state, AT_FDCWD, from, AT_FDCWD, to));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    public void unlink(MemorySegment path) {
        unlink(path, 0);
    }

    public void rmdir(MemorySegment path) {
        unlink(path, AT_REMOVEDIR);
    }

    private void unlink(MemorySegment path, int flags) {
        try {
            check("unlinkat", (int) UNLINKAT.invokeExact(state, AT_FDCWD, path, flags));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** The next entries of a directory as {@code struct linux_dirent64}; 0 bytes at its end; getdents64(2). */
    public long getdents(int fd, MemorySegment into) {
        try {
            return check("getdents64", (long) GETDENTS.invokeExact(state, fd, into, into.byteSize()));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Binds the calling thread to one core. */
    public void pin(int core) {
        MemorySegment set = arena.allocate(CPU_SET_SIZE, Long.BYTES);
        set.setAtIndex(JAVA_LONG, core / Long.SIZE, 1L << core % Long.SIZE);
        try {
            check("sched_setaffinity", (int) SETAFFINITY.invokeExact(state, 0, CPU_SET_SIZE, set));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private long check(String call, long result) throws IOException {
        if (result == -1) {
            throw new IOException(call + " failed: " + Errno.of((int) ERRNO.get(state, 0L)));
        }
        return result;
    }

    private static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case IOException e -> new UncheckedIOException(e);
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(thrown);
        };
    }

    @Override
    public void close() {
        arena.close();
    }
}
