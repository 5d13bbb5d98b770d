package workload.report;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import tech.tablesaw.api.Table;
import tools.jackson.databind.JsonNode;
import workload.page.Columns;
import workload.page.Numbers;
import workload.page.Page;
import workload.study.PhaseResult;
import workload.study.Trial;

/** What the servers were asked: messages by opcode, and the statistics that they wrote at the end of a trial. */
final class ServerSection {
    private static final int TOP = 12;
    private static final double NANOS_PER_MICRO = 1e3;

    private ServerSection() {}

    static void add(Summary summary, Page page) throws IOException {
        Page servers = new Page(null);
        for (Summary.Cell cell : summary.cells()) {
            Optional<Trial> trial = summary.good(cell.project(), cell.arm()).stream().filter(t -> t.opsFile() != null)
                    .findFirst();
            if (trial.isPresent()) {
                add(cell.project() + " on " + cell.arm().label(), trial.get(), summary.data().statistics(trial.get()),
                        servers);
            }
        }
        if (!servers.isEmpty()) {
            page.section("What the servers were asked").text("Of the first repetition that is OK.").add(servers);
        }
    }

    private static void add(String what, Trial trial, JsonNode statistics, Page page) {
        String where = what + ", repetition " + trial.key().repetition();
        page.table("Messages by phase, " + where, messages(trial))
                .table("Operations, " + where, operations(statistics))
                .table("Sizes of reads and writes, " + where, sizes(statistics));
    }

    /** What was sent in each phase, by the kernel's names of the opcodes, the commonest first. */
    private static Table messages(Trial trial) {
        List<PhaseResult> counted = trial.phases().stream().filter(phase -> phase.messages() != null).toList();
        Map<String, Long> totals = new TreeMap<>();
        counted.forEach(phase -> phase.messages().forEach((name, count) -> totals.merge(name, count, Long::sum)));
        Columns<String> columns = new Columns<>(
                totals.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .map(Map.Entry::getKey).toList())
                .text("message", name -> name);
        counted.forEach(phase -> columns.count(phase.name().label(), name -> phase.messages().getOrDefault(name, 0L)));
        return columns.table();
    }

    /** The operations asked for most often. */
    private static Table operations(JsonNode statistics) {
        return new Columns<>(top(statistics.path("operations"))).text("operation", Map.Entry::getKey)
                .count("count", e -> number(e.getValue(), "count")).count("errors", e -> number(e.getValue(), "errors"))
                .measure("MiB", e -> number(e.getValue(), "bytes").filter(b -> b > 0).map(b -> b / Numbers.MIB))
                .measure("p50, µs", e -> latency(e.getValue(), "p50")).measure("p99, µs",
                        e -> latency(e.getValue(), "p99"))
                .table();
    }

    private static Optional<Double> latency(JsonNode operation, String percentile) {
        return number(operation.path("latencyNanos"), percentile).map(ns -> ns / NANOS_PER_MICRO);
    }

    private static List<Map.Entry<String, JsonNode>> top(JsonNode operations) {
        return operations.properties().stream().filter(e -> count(e) > 0)
                .sorted((a, b) -> Double.compare(count(b), count(a))).limit(TOP).toList();
    }

    private static double count(Map.Entry<String, JsonNode> operation) {
        return number(operation.getValue(), "count").orElse(0.0);
    }

    private static Optional<Double> number(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isNumber() ? Optional.of(value.doubleValue()) : Optional.empty();
    }

    /** Reads and writes by size, in powers of two. */
    private static Table sizes(JsonNode statistics) {
        Map<Long, Double> reads = buckets(statistics.path("readSizes"));
        Map<Long, Double> writes = buckets(statistics.path("writeSizes"));
        return new Columns<>(
                Stream.concat(reads.keySet().stream(), writes.keySet().stream()).distinct().sorted().toList())
                .text("bytes in one request", limit -> limit == 0 ? "0" : "up to " + Numbers.whole(limit))
                .count("reads", limit -> reads.getOrDefault(limit, 0.0))
                .count("writes", limit -> writes.getOrDefault(limit, 0.0)).table();
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
