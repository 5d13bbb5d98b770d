package workload.micro;

import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import workload.page.Columns;
import workload.page.Page;

/** JMH's own table of a suite in process, from JMH's own JSON: scores and errors of all iterations of all forks. */
final class InProcessSection {
    /** Of JMH's GC profiler: bytes that an operation allocates. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private InProcessSection() {}

    static void add(String suite, JsonNode results, Page page) {
        List<JsonNode> rows = results.valueStream().toList();
        page.section(suite)
                .table(new Columns<>(rows).text("benchmark", InProcessSection::label)
                        .text("parameters", InProcessSection::parameters).count("n", InProcessSection::count)
                        .measure("score", row -> number(row.path("primaryMetric"), "score"))
                        .text("± (99.9 %)", InProcessSection::error)
                        .text("unit", row -> row.path("primaryMetric").path("scoreUnit").asString())
                        .measure("allocated, bytes an operation",
                                row -> number(row.path("secondaryMetrics").path(ALLOCATED), "score"))
                        .filled());
    }

    private static String label(JsonNode result) {
        String name = result.path("benchmark").asString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String parameters(JsonNode result) {
        return result.path("params").properties().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().asString())
                .sorted().collect(Collectors.joining(", "));
    }

    private static long count(JsonNode result) {
        return result.path("primaryMetric").path("rawData").valueStream().mapToLong(JsonNode::size).sum();
    }

    private static String error(JsonNode result) {
        Double score = number(result.path("primaryMetric"), "score");
        Double error = number(result.path("primaryMetric"), "scoreError");
        return score == null || error == null ? null : Spread.error(score, error, count(result));
    }

    /** JMH writes what isn't known as the text "NaN". */
    private static Double number(JsonNode metric, String field) {
        return metric.path(field).isNumber() ? metric.path(field).doubleValue() : null;
    }
}
