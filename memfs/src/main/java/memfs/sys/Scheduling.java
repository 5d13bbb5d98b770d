package memfs.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/** When and where the calling thread runs; sched(7). */
public final class Scheduling {
    private static final int SCHED_IDLE = 5;
    private static final int CALLER = 0;
    /** Bytes of a cpu_set_t: 1024 cores. */
    private static final int SET_BYTES = 128;

    private static final MethodHandle SETSCHEDULER = Native.function("sched_setscheduler");
    private static final MethodHandle SETAFFINITY = Native.function("sched_setaffinity");
    private static final MethodHandle GETAFFINITY = Native.function("sched_getaffinity");
    private static final MethodHandle YIELD = Native.plain("sched_yield", FunctionDescriptor.of(JAVA_INT));
    private static final MethodHandle GETCPU = Native.plain("sched_getcpu", FunctionDescriptor.of(JAVA_INT),
            Linker.Option.critical(false));

    private Scheduling() {}

    /** From now on the caller runs only where no other thread needs the core; SCHED_IDLE, which requires no privilege. */
    public static void becomeIdle() {
        try (Arena arena = Arena.ofConfined()) {
            Native.checked(SETSCHEDULER, CALLER, SCHED_IDLE, arena.allocateFrom(JAVA_INT, 0).address());
        }
    }

    /** From now on the caller runs on one core only. */
    public static void bindTo(int core) {
        BitSet one = new BitSet();
        one.set(core);
        bindTo(one);
    }

    /** From now on the caller, and threads that it starts, run on these cores only; sched_setaffinity(2). */
    public static void bindTo(BitSet cores) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(SET_BYTES, Long.BYTES);
            MemorySegment.copy(MemorySegment.ofArray(cores.toLongArray()), 0, set, 0, cores.toLongArray().length * 8L);
            Native.checked(SETAFFINITY, CALLER, SET_BYTES, set.address());
        }
    }

    /** The cores that the caller may run on, without those that are offline; sched_getaffinity(2). */
    public static BitSet allowedCores() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(SET_BYTES, Long.BYTES);
            Native.checked(GETAFFINITY, CALLER, SET_BYTES, set.address());
            return BitSet.valueOf(set.toArray(JAVA_LONG));
        }
    }

    /**
     * Yields the core to other threads; returns at once where none waits. Unlike {@link Thread#yield}, the thread is in
     * native code meanwhile: however long others keep the core, no garbage collection waits for it.
     */
    public static void yieldCore() {
        try {
            int _ = (int) YIELD.invokeExact();
        } catch (Throwable e) {
            throw Native.unchecked(e);
        }
    }

    /** The core that the caller runs on now. */
    public static int core() {
        try {
            return (int) GETCPU.invokeExact();
        } catch (Throwable e) {
            throw Native.unchecked(e);
        }
    }
}
