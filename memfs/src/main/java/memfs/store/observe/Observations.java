package memfs.store.observe;

import java.util.List;
import java.util.Map;

/**
 * What an {@link ObservedFileSystem} has counted so far; immutable, and plain enough for any JSON mapper.
 *
 * @param operations
 *            by operation, those that were called; in the order of {@link Operation}
 * @param readSizes
 *            how many reads asked for exactly how many bytes, ascending
 * @param writeSizes
 *            how many writes brought exactly how many bytes, ascending
 */
public record Observations(Map<Operation, OperationFigures> operations, List<SizeCount> readSizes,
        List<SizeCount> writeSizes) {

    /**
     * One operation's figures; times in nanoseconds, to two significant digits.
     *
     * @param count
     *            calls, failed ones included
     * @param errors
     *            calls that ended in an errno; a name that isn't there is a result, not an error
     * @param bytes
     *            moved by READ, WRITE and COPY_FILE_RANGE
     * @param latencies
     *            the whole histogram, ascending, without empty buckets
     */
    public record OperationFigures(long count, long errors, long bytes, long minNanos, double meanNanos,
            long p50Nanos, long p90Nanos, long p99Nanos, long p999Nanos, long maxNanos,
            List<LatencyCount> latencies) {}

    /**
     * One bucket of a histogram.
     *
     * @param upToNanos
     *            the longest time that counts here
     */
    public record LatencyCount(long upToNanos, long count) {}

    public record SizeCount(long bytes, long count) {}
}
