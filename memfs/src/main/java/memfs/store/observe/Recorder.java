package memfs.store.observe;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;

import org.HdrHistogram.Histogram;
import org.agrona.collections.Long2LongHashMap;

/** The counters of one stripe of threads, made when first needed: a histogram of an unused operation takes nothing. */
final class Recorder {
    private static final int SIGNIFICANT_DIGITS = 2;

    private final Map<Operation, Counters> counters = new EnumMap<>(Operation.class);
    private final Long2LongHashMap readSizes = new Long2LongHashMap(0);
    private final Long2LongHashMap writeSizes = new Long2LongHashMap(0);

    /** One operation's counts; added up over the stripes for a snapshot. */
    static final class Counters {
        final Histogram latency = new Histogram(SIGNIFICANT_DIGITS);
        long errors;
        long bytes;

        void add(Counters other) {
            latency.add(other.latency);
            errors += other.errors;
            bytes += other.bytes;
        }
    }

    synchronized void record(Operation operation, long nanos, boolean failed, long bytes) {
        Counters counter = counters.computeIfAbsent(operation, _ -> new Counters());
        counter.latency.recordValue(Math.max(0, nanos));
        counter.errors += failed ? 1 : 0;
        counter.bytes += bytes;
    }

    synchronized void recordReadSize(long bytes) {
        readSizes.put(bytes, readSizes.get(bytes) + 1);
    }

    synchronized void recordWriteSize(long bytes) {
        writeSizes.put(bytes, writeSizes.get(bytes) + 1);
    }

    /** Adds what is counted here to the totals. */
    synchronized void addTo(Map<Operation, Counters> totals, SortedMap<Long, Long> reads,
            SortedMap<Long, Long> writes) {
        counters.forEach((operation, counter) -> totals.computeIfAbsent(operation, _ -> new Counters()).add(counter));
        readSizes.forEach((bytes, count) -> reads.merge(bytes, count, Long::sum));
        writeSizes.forEach((bytes, count) -> writes.merge(bytes, count, Long::sum));
    }
}
