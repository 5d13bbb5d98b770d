package memfs.sys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The system's wall clock, read without making an object, which {@link java.time.Instant} can't: every WRITE reads it;
 * clock_gettime(2).
 */
public enum WallClock {
    /** CLOCK_REALTIME. */
    EXACT(0),
    /**
     * As the kernel stamps files: it stands still between two ticks (1 to 10 ms), and is never ahead of the exact one;
     * CLOCK_REALTIME_COARSE.
     */
    COARSE(5);

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Critical, so that it may write to the heap: it reads a page of memory (vDSO) and can't block. */
    private static final MethodHandle CLOCK_GETTIME = Native.plain("clock_gettime",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS), Linker.Option.critical(true));

    private static final ThreadLocal<Reading> READING = ThreadLocal.withInitial(Reading::new);

    private final int id;

    WallClock(int id) {
        this.id = id;
    }

    /** A thread's own struct timespec, on the heap, so that it goes with its thread. */
    private static final class Reading {
        private final long[] time = new long[2];
        private final MemorySegment segment = MemorySegment.ofArray(time);
    }

    /** Nanoseconds since the epoch. */
    public long nanos() {
        Reading reading = READING.get();
        try {
            int _ = (int) CLOCK_GETTIME.invokeExact(id, reading.segment);
        } catch (Throwable e) {
            throw Native.unchecked(e);
        }
        return reading.time[0] * NANOS_PER_SECOND + reading.time[1];
    }
}
