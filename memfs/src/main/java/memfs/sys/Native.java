package memfs.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;

/**
 * How this package links functions of the C library, and translates their errors.
 *
 * <p>
 * Nearly all are linked as one type: six words and a word back, since each type costs a start thirteen classes, made up and
 * compiled on the spot (nine types: 115 classes and 2 MiB). An integer or pointer travels in the lower part of a 64-bit
 * register, variadic or not, and a function doesn't look at registers that it has no argument for; System V ABI for x86-64,
 * AAPCS64. So an {@code int} that comes back must be cast: the upper half is undefined.
 */
final class Native {
    /** Where a call leaves its errno: one segment a caller, never a shared one. */
    static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();

    private static final Linker LINKER = Linker.nativeLinker();
    private static final long ERRNO = CALL_STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final int WORDS = 6;
    private static final FunctionDescriptor TYPE = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
            JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private Native() {}

    /**
     * Where calls leave their errno, one call at a time, as long as the arena is open. Nothing checks that: whoever closes
     * the arena makes sure that no thread is in a call. It isn't the arena's own segment, since each call would count itself
     * in and out of a shared arena.
     */
    static MemorySegment callState(Arena arena) {
        return MemorySegment.ofAddress(arena.allocate(CALL_STATE).address()).reinterpret(CALL_STATE.byteSize());
    }

    /** A function whose first argument here is the call state, before its six words. */
    static MethodHandle function(String name) {
        return plain(name, TYPE, Linker.Option.captureCallState("errno"));
    }

    /** As {@link #function}, of another library. */
    static MethodHandle function(SymbolLookup library, String name) {
        return LINKER.downcallHandle(library.findOrThrow(name), TYPE, Linker.Option.captureCallState("errno"));
    }

    /** As {@link #function}, where this C library has it. */
    static Optional<MethodHandle> functionIfPresent(String name) {
        return LINKER.defaultLookup().find(name)
                .map(address -> LINKER.downcallHandle(address, TYPE, Linker.Option.captureCallState("errno")));
    }

    /** A function of a type of its own, which can't fail, and is called so often that this pays. */
    static MethodHandle plain(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }

    /**
     * Calls a function where speed doesn't matter.
     *
     * @param state
     *            where errno is left
     * @param words
     *            its arguments; pointers by {@link MemorySegment#address}, whose arena must be open until this returns
     */
    static long call(MethodHandle function, MemorySegment state, long... words) {
        long[] all = Arrays.copyOf(words, WORDS);
        try {
            return (long) function.invokeExact(state, all[0], all[1], all[2], all[3], all[4], all[5]);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /**
     * Calls a function that returns an {@code int}, -1 on failure.
     *
     * @throws ErrnoException
     *             its errno
     */
    static int checked(MethodHandle function, long... words) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            int result = (int) call(function, state, words);
            check(result, state);
            return result;
        }
    }

    /** Calls a function that returns an {@code int}, and that can't fail or whose failure doesn't matter. */
    static int unchecked(MethodHandle function, long... words) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) call(function, arena.allocate(CALL_STATE), words);
        }
    }

    /** The errno that the last call with this state left. */
    static int errno(MemorySegment state) {
        return state.get(JAVA_INT, ERRNO);
    }

    /**
     * @throws ErrnoException
     *             where the result is -1
     */
    static void check(long result, MemorySegment state) {
        if (result == -1) {
            throw Errno.of(errno(state)).exception();
        }
    }

    static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(thrown);
        };
    }

    /** The address of a new C string of these bytes, for as long as its allocator's arena is open. */
    static long cString(SegmentAllocator allocator, byte[] bytes) {
        MemorySegment segment = allocator.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return segment.address();
    }
}
