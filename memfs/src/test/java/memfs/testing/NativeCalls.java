package memfs.testing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls any function of the C library by name, its signature derived from the arguments: int, long, String (one byte a
 * character, so that any name can be written down) or MemorySegment. Slow and short, as a test wants it.
 */
final class NativeCalls {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    /** Number of named parameters of the functions declared with an ellipsis. */
    private static final Map<String, Integer> VARIADIC = Map.of("open", 2, "openat", 3, "fcntl", 2, "ioctl", 2,
            "syscall", 1);
    private static final Map<List<Object>, MethodHandle> HANDLES = new ConcurrentHashMap<>();

    private NativeCalls() {}

    /** A function that returns int and fails with -1. */
    static int call(String function, Object... arguments) {
        return (int) invoke(JAVA_INT, function, arguments);
    }

    /** A function that returns ssize_t, off_t, long or a pointer and fails with -1. */
    static long callLong(String function, Object... arguments) {
        return (long) invoke(JAVA_LONG, function, arguments);
    }

    private static Object invoke(MemoryLayout result, String function, Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            List<Object> values = new ArrayList<>(List.of(state));
            List<MemoryLayout> layouts = new ArrayList<>();
            for (Object argument : arguments) {
                values.add(argument instanceof String text ? cString(arena, text) : argument);
                layouts.add(layoutOf(argument));
            }
            Number answer = (Number) handle(result, function, layouts).invokeWithArguments(values);
            if (answer.longValue() == -1) {
                throw new PosixException(function, state.get(JAVA_INT, ERRNO));
            }
            return answer;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static MemorySegment cString(Arena arena, String text) {
        return arena.allocateFrom(text, StandardCharsets.ISO_8859_1);
    }

    private static MemoryLayout layoutOf(Object argument) {
        return switch (argument) {
            case Integer _ -> JAVA_INT;
            case Long _ -> JAVA_LONG;
            case String _ -> ADDRESS;
            case MemorySegment _ -> ADDRESS;
            default -> throw new IllegalArgumentException(argument.getClass().getName());
        };
    }

    private static MethodHandle handle(MemoryLayout result, String function, List<MemoryLayout> layouts) {
        return HANDLES.computeIfAbsent(List.of(function, result, layouts), _ -> {
            var descriptor = FunctionDescriptor.of(result, layouts.toArray(MemoryLayout[]::new));
            List<Linker.Option> options = new ArrayList<>(List.of(Linker.Option.captureCallState("errno")));
            Integer named = VARIADIC.get(function);
            if (named != null && named < layouts.size()) {
                options.add(Linker.Option.firstVariadicArg(named));
            }
            MemorySegment address = LINKER.defaultLookup().findOrThrow(function);
            return LINKER.downcallHandle(address, descriptor, options.toArray(Linker.Option[]::new));
        });
    }
}
