package memfs.sys;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/** Where the calling thread runs; sched(7). */
public final class Scheduling {
    private static final int CALLER = 0;
    /** Bytes of a cpu_set_t: 1024 cores. */
    private static final int SET_BYTES = 128;

    private static final MethodHandle SETAFFINITY = Native.function("sched_setaffinity");
    private static final MethodHandle GETAFFINITY = Native.function("sched_getaffinity");

    private Scheduling() {}

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
}
