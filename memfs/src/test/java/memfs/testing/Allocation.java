package memfs.testing;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/** What code allocates on the heap, as the JVM counts it for this thread: exact, compiled or not. */
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Enough for whatever is set up the first times: classes, method handles, a thread's own objects. */
    private static final int WARM_UP = 1_000;
    private static final int TIMES = 10_000;

    private Allocation() {}

    /** Bytes that one run allocates, rounded down: what comes once in ten thousand runs doesn't count. */
    public static long bytesEach(Runnable action) {
        repeat(action, WARM_UP);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        repeat(action, TIMES);
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / TIMES;
    }

    /** Bytes that one run allocates. */
    public static long bytesOnce(Runnable action) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        action.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static void repeat(Runnable action, int times) {
        for (int i = 0; i < times; i++) {
            action.run();
        }
    }
}
