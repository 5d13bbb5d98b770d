package benchmarks.run;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

import workload.result.Csv;

/** Each iteration of each fork that counted, as it was; without warm-ups. */
final class InProcessCsv {
    private static final String HEADER = "benchmark,parameters,fork,iteration,score,unit,allocated_bytes_each";

    private InProcessCsv() {}

    static String of(Collection<RunResult> results) {
        return Csv.of(HEADER, results.stream().flatMap(InProcessCsv::forks));
    }

    private static Stream<String> forks(RunResult result) {
        List<BenchmarkResult> forks = List.copyOf(result.getBenchmarkResults());
        return IntStream.range(0, forks.size()).boxed()
                .flatMap(fork -> iterations(result, fork + 1, forks.get(fork)));
    }

    private static Stream<String> iterations(RunResult result, int number, BenchmarkResult fork) {
        List<IterationResult> iterations = List.copyOf(fork.getIterationResults());
        return IntStream.range(0, iterations.size())
                .mapToObj(iteration -> row(result, number, iteration + 1, iterations.get(iteration)));
    }

    private static String row(RunResult result, int fork, int number, IterationResult iteration) {
        Result<?> primary = iteration.getPrimaryResult();
        Result<?> memory = (Result<?>) iteration.getSecondaryResults().get(InProcessSection.ALLOCATED);
        return Csv.row(primary.getLabel(), InProcessSection.parameters(result.getParams()), fork, number,
                primary.getScore(), primary.getScoreUnit(), memory == null ? "" : memory.getScore());
    }
}
