package memfs.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** read(2), write(2) and the like on file descriptors, for one thread: it owns the place where their errno is left. */
public final class DeviceIo {
    private static final MethodHandle READ = Native.function("read");
    private static final MethodHandle WRITE = Native.function("write");
    private static final MethodHandle IOCTL = Native.function("ioctl");

    private final MemorySegment state;

    public DeviceIo(Arena arena) {
        state = Native.callState(arena);
    }

    /** Reads up to the segment's size; bytes, or a negative errno. */
    public int read(int fd, MemorySegment target) {
        try {
            long count = (long) READ.invokeExact(state, (long) fd, target.address(), target.byteSize(), 0L, 0L, 0L);
            return count >= 0 ? (int) count : -Native.errno(state);
        } catch (Throwable e) {
            throw Native.unchecked(e);
        }
    }

    /** Writes a segment's first bytes in one call; bytes, or a negative errno. */
    public int write(int fd, MemorySegment source, long length) {
        try {
            long count = (long) WRITE.invokeExact(state, (long) fd, source.address(), length, 0L, 0L, 0L);
            return count >= 0 ? (int) count : -Native.errno(state);
        } catch (Throwable e) {
            throw Native.unchecked(e);
        }
    }

    /** ioctl(2) with a pointer; its result, or a negative errno. */
    public int ioctl(int fd, long request, MemorySegment argument) {
        int result = (int) Native.call(IOCTL, state, fd, request, argument.address());
        return result >= 0 ? result : -Native.errno(state);
    }
}
