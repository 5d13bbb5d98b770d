package workload.report;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tools.jackson.databind.JsonNode;

/** What the server was asked: tables of the statistics that it wrote at the end of one trial. */
final class OperationTables {
    private static final int TOP = 12;
    private static final double NANOS_PER_MICRO = 1e3;

    private OperationTables() {}

    /** The operations asked for most often. */
    static Table operations(JsonNode statistics) {
        StringColumn name = Columns.text("operation");
        DoubleColumn count = Columns.count("count");
        DoubleColumn errors = Columns.count("errors");
        DoubleColumn bytes = Columns.measure("MiB");
        DoubleColumn p50 = Columns.measure("p50, µs");
        DoubleColumn p99 = Columns.measure("p99, µs");
        top(statistics.path("operations")).forEach(e -> {
            JsonNode operation = e.getValue();
            name.append(e.getKey());
            Columns.append(count, number(operation, "count"));
            Columns.append(errors, number(operation, "errors"));
            Columns.append(bytes, number(operation, "bytes").filter(b -> b > 0).map(b -> b / Numbers.MIB));
            Columns.append(p50, number(operation.path("latencyNanos"), "p50").map(ns -> ns / NANOS_PER_MICRO));
            Columns.append(p99, number(operation.path("latencyNanos"), "p99").map(ns -> ns / NANOS_PER_MICRO));
        });
        return Table.create(name, count, errors, bytes, p50, p99);
    }

    private static Stream<Map.Entry<String, JsonNode>> top(JsonNode operations) {
        return operations.properties().stream().filter(e -> number(e.getValue(), "count").orElse(0.0) > 0)
                .sorted((a, b) -> Double.compare(count(b), count(a))).limit(TOP);
    }

    private static double count(Map.Entry<String, JsonNode> operation) {
        return number(operation.getValue(), "count").orElse(0.0);
    }

    private static Optional<Double> number(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isNumber() ? Optional.of(value.doubleValue()) : Optional.empty();
    }

    /** Reads and writes by size, in powers of two. */
    static Table sizes(JsonNode statistics) {
        Map<Long, Double> reads = buckets(statistics.path("readSizes"));
        Map<Long, Double> writes = buckets(statistics.path("writeSizes"));
        StringColumn size = Columns.text("bytes in one request");
        DoubleColumn read = Columns.count("reads");
        DoubleColumn written = Columns.count("writes");
        Stream.concat(reads.keySet().stream(), writes.keySet().stream()).distinct().sorted().forEach(limit -> {
            size.append(limit == 0 ? "0" : "up to " + Numbers.whole(limit));
            read.append(reads.getOrDefault(limit, 0.0));
            written.append(writes.getOrDefault(limit, 0.0));
        });
        return Table.create(size, read, written);
    }

    private static Map<Long, Double> buckets(JsonNode sizes) {
        Map<Long, Double> counts = new TreeMap<>();
        sizes.properties().forEach(e -> counts.merge(upperPowerOfTwo(Long.parseLong(e.getKey())),
                e.getValue().doubleValue(), Double::sum));
        return counts;
    }

    private static long upperPowerOfTwo(long size) {
        return size <= 1 ? size : Long.highestOneBit(size - 1) << 1;
    }
}
