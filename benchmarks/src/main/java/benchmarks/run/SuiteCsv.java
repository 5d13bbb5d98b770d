package benchmarks.run;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import workload.micro.Condition;
import workload.micro.Gap;
import workload.micro.Sample;
import workload.result.Csv;

/** {@code SUITE.csv}: every raw sample of a suite of mounts, or every iteration of one in process. */
final class SuiteCsv {
    /** Of JMH's GC profiler: bytes that an operation allocates. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final List<String> SAMPLES = List.of("work", "variant", "target", "round", "shot", "units",
            "us_each", "ms", "server_cpu_us_each", "messages", "note");
    private static final List<String> ITERATIONS = List.of("benchmark", "parameters", "fork", "iteration", "score",
            "unit", "allocated_bytes_each");

    private SuiteCsv() {}

    /** What was left out is a row without a time. */
    static String of(List<Sample> samples, List<Gap> gaps) {
        return Csv.of(SAMPLES, Stream.concat(samples.stream().map(SuiteCsv::row), gaps.stream().map(SuiteCsv::row)));
    }

    private static List<Object> row(Sample sample) {
        return Arrays.asList(sample.work(), sample.variant(), sample.target(), sample.round(), sample.shot(),
                sample.units(), sample.micros(), sample.millis(), sample.serverMicros(),
                sample.variant() == Condition.COUNTED ? sample.messageCount() : null, null);
    }

    private static List<Object> row(Gap gap) {
        return Arrays.asList(gap.work(), null, gap.target(), null, null, null, null, null, null, null, gap.reason());
    }

    /** Without warm-ups. */
    static String of(Collection<RunResult> results) {
        return Csv.of(ITERATIONS, results.stream().flatMap(SuiteCsv::forks));
    }

    private static Stream<List<Object>> forks(RunResult result) {
        List<BenchmarkResult> forks = List.copyOf(result.getBenchmarkResults());
        return IntStream.range(0, forks.size()).boxed().flatMap(fork -> iterations(result, fork + 1, forks.get(fork)));
    }

    private static Stream<List<Object>> iterations(RunResult result, int number, BenchmarkResult fork) {
        List<IterationResult> iterations = List.copyOf(fork.getIterationResults());
        return IntStream.range(0, iterations.size())
                .mapToObj(iteration -> row(result, number, iteration + 1, iterations.get(iteration)));
    }

    private static List<Object> row(RunResult result, int fork, int number, IterationResult iteration) {
        Result<?> primary = iteration.getPrimaryResult();
        Result<?> memory = (Result<?>) iteration.getSecondaryResults().get(ALLOCATED);
        return Arrays.asList(primary.getLabel(), parameters(result.getParams()), fork, number, primary.getScore(),
                primary.getScoreUnit(), memory == null ? null : memory.getScore());
    }

    private static String parameters(BenchmarkParams params) {
        return params.getParamsKeys().stream().sorted().map(key -> key + "=" + params.getParam(key))
                .collect(Collectors.joining(", "));
    }
}
