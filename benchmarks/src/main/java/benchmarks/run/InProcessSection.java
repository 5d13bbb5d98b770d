package benchmarks.run;

import java.util.List;
import java.util.stream.Collectors;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import workload.report.Block;
import workload.report.Columns;

/** JMH's own table: its scores and errors are of all iterations of all forks. */
final class InProcessSection {
    /** Of JMH's GC profiler: bytes that an operation allocates. */
    static final String ALLOCATED = "gc.alloc.rate.norm";

    private InProcessSection() {}

    static List<Block> of(Suite suite, List<RunResult> results) {
        StringColumn benchmark = Columns.text("benchmark");
        StringColumn parameters = Columns.text("parameters");
        DoubleColumn n = Columns.count("n");
        DoubleColumn score = Columns.measure("score");
        DoubleColumn error = Columns.measure("± (99.9 %)");
        StringColumn unit = Columns.text("unit");
        DoubleColumn allocated = Columns.measure("allocated, bytes an operation");
        for (RunResult result : results) {
            Result<?> primary = result.getPrimaryResult();
            benchmark.append(primary.getLabel());
            parameters.append(parameters(result.getParams()));
            n.append(primary.getSampleCount());
            score.append(primary.getScore());
            append(error, primary.getScoreError());
            unit.append(primary.getScoreUnit());
            Result<?> memory = (Result<?>) result.getSecondaryResults().get(ALLOCATED);
            append(allocated, memory == null ? Double.NaN : memory.getScore());
        }
        return List.of(new Block.Heading(2, suite.toString()),
                FilledTable.of(benchmark, parameters, n, score, error, unit, allocated));
    }

    private static void append(DoubleColumn column, double value) {
        if (Double.isNaN(value)) {
            column.appendMissing();
        } else {
            column.append(value);
        }
    }

    static String parameters(BenchmarkParams params) {
        return params.getParamsKeys().stream().sorted().map(key -> key + "=" + params.getParam(key))
                .collect(Collectors.joining(", "));
    }
}
