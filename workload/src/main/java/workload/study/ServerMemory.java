package workload.study;

/**
 * Where a MemFS server's memory was, as it told itself: "memory" of its statistics, under these names.
 *
 * @param heapUsedBytes
 *            objects on the Java heap, garbage included
 * @param heapCommittedBytes
 *            what the JVM took from the system for them
 * @param offHeapLiveBytes
 *            in use by files
 * @param offHeapReservedBytes
 *            taken from the system and not given back
 */
public record ServerMemory(long heapUsedBytes, long heapCommittedBytes, long offHeapLiveBytes,
        long offHeapReservedBytes) {}
