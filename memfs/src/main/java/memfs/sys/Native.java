package memfs.sys;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;

/** How this package links functions of the C library, and what it makes of their errors. */
final class Native {
    /** Where a call leaves its errno: one segment a caller, never a shared one. */
    static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();

    private static final Linker LINKER = Linker.nativeLinker();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private Native() {}

    /** A function whose first argument is the call state. */
    static MethodHandle function(String name, FunctionDescriptor descriptor, Linker.Option... more) {
        Linker.Option[] options = Arrays.copyOf(more, more.length + 1);
        options[more.length] = Linker.Option.captureCallState("errno");
        return plain(name, descriptor, options);
    }

    /** A function that can't fail, or whose errno nobody wants. */
    static MethodHandle plain(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }

    /** The errno that the last call with this state left. */
    static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
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

    /** A segment with a C string of these bytes. */
    static MemorySegment cString(SegmentAllocator allocator, byte[] bytes) {
        MemorySegment segment = allocator.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return segment;
    }
}
