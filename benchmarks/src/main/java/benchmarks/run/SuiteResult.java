package benchmarks.run;

import java.util.List;
import java.util.Map;

import workload.result.Environment;
import workload.result.TargetSettings;

/**
 * All that is kept of one suite: raw samples, and the conditions they were taken under.
 *
 * @param divisor
 *            1 where the whole work was done
 * @param targets
 *            each target as it really was
 * @param gaps
 *            work that was left out
 * @param failures
 *            turns that did not come to their end
 */
record SuiteResult(Suite suite, boolean quick, int divisor, Environment environment,
        Map<String, TargetSettings> targets, List<Sample> samples, List<Gap> gaps,
        List<Failure> failures) {}
