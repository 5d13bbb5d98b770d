package memfs.sys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** read(2), write(2) and the like on file descriptors, for one thread: it owns the place where their errno is left. */
public final class DeviceIo {
    private static final MethodHandle READ = Native.function("read",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE = Native.function("write",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle IOCTL = Native.function("ioctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), Linker.Option.firstVariadicArg(2));

    private final MemorySegment state;

    public DeviceIo(Arena arena) {
        state = arena.allocate(Native.CALL_STATE);
    }

    /** Reads up to the segment's size; bytes, or a negative errno. */
    public int read(int fd, MemorySegment target) {
        try {
            long count = (long) READ.invokeExact(state, fd, target, target.byteSize());
            return count >= 0 ? (int) count : -Native.errno(state);
        } catch (Throwable e) {
            throw Native.unchecked(e);
        }
    }

    /** Writes the whole segment in one call; bytes, or a negative errno. */
    public int write(int fd, MemorySegment source) {
        try {
            long count = (long) WRITE.invokeExact(state, fd, source, source.byteSize());
            return count >= 0 ? (int) count : -Native.errno(state);
        } catch (Throwable e) {
            throw Native.unchecked(e);
        }
    }

    /** ioctl(2) with a pointer; its result, or a negative errno. */
    public int ioctl(int fd, long request, MemorySegment argument) {
        try {
            int result = (int) IOCTL.invokeExact(state, fd, request, argument);
            return result >= 0 ? result : -Native.errno(state);
        } catch (Throwable e) {
            throw Native.unchecked(e);
        }
    }
}
