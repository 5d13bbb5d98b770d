package memfs.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** When and where the calling thread runs; sched(7). */
public final class Scheduling {
    private static final int SCHED_IDLE = 5;
    private static final int CALLER = 0;
    /** Bytes of a cpu_set_t: 1024 cores. */
    private static final int SET_BYTES = 128;

    private static final MethodHandle SETSCHEDULER = Native.function("sched_setscheduler");
    private static final MethodHandle SETAFFINITY = Native.function("sched_setaffinity");
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
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(SET_BYTES, Long.BYTES);
            set.setAtIndex(JAVA_LONG, core / Long.SIZE, 1L << core % Long.SIZE);
            Native.checked(SETAFFINITY, CALLER, SET_BYTES, set.address());
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
