package workload.micro;

import java.util.List;

import workload.result.Environment;
import workload.result.FailedWork;

/**
 * The head of a run of micro-benchmarks.
 *
 * @param divisor
 *            1 where the whole work was done
 * @param suites
 *            their names, in their order
 * @param failures
 *            what isn't any mounted suite's: targets that aren't there, benchmarks in process
 */
public record MicroRun(String run, Environment environment, boolean quick, int divisor, List<String> suites,
        List<FailedWork> failures) {}
