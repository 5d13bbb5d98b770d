package memfs.testing;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * System calls by number, for tests that make millions: no exception, nothing allocated. Pointers are passed as
 * addresses. One thread's own, since it keeps errno.
 */
public final class Syscalls {
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SYSCALL = Linker.nativeLinker().downcallHandle(
            Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                    JAVA_LONG),
            Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(1));

    private final MemorySegment state;

    public Syscalls(Arena arena) {
        state = arena.allocate(STATE);
    }

    public long call(long number, long a, long b, long c) {
        return call(number, a, b, c, 0, 0, 0);
    }

    /** The call's result, or the negative errno. */
    public long call(long number, long a, long b, long c, long d, long e, long f) {
        try {
            long result = (long) SYSCALL.invokeExact(state, number, a, b, c, d, e, f);
            return result == -1 ? -state.get(JAVA_INT, ERRNO) : result;
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    /** As {@link #call}, where only a fault of the test could make it fail. */
    public long must(long number, long a, long b, long c) {
        long result = call(number, a, b, c);
        if (result < 0) {
            throw new PosixException("system call " + number, (int) -result);
        }
        return result;
    }
}
