package memfs.sys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The wall clock as the kernel stamps files with it: it stands still between two ticks (1 to 10 ms), and is never ahead of
 * the exact one; clock_gettime(2), CLOCK_REALTIME_COARSE.
 */
public final class CoarseClock {
    private static final int CLOCK_REALTIME_COARSE = 5;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Critical, so that it may write to the heap: it reads a page of memory (vDSO) and can't block. */
    private static final MethodHandle CLOCK_GETTIME = Native.plain("clock_gettime",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS), Linker.Option.critical(true));

    private CoarseClock() {}

    /** Nanoseconds since the epoch. */
    public static long nanos() {
        long[] time = new long[2];
        try {
            int _ = (int) CLOCK_GETTIME.invokeExact(CLOCK_REALTIME_COARSE, MemorySegment.ofArray(time));
        } catch (Throwable e) {
            throw Native.unchecked(e);
        }
        return time[0] * NANOS_PER_SECOND + time[1];
    }
}
