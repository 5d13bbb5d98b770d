package workload.micro;

import java.util.List;
import java.util.Map;

import workload.result.Environment;
import workload.result.FailedWork;
import workload.result.TargetSettings;

/**
 * All that is kept of one suite: raw samples, and the conditions they were taken under.
 *
 * @param suite
 *            its name
 * @param divisor
 *            1 where the whole work was done
 * @param targets
 *            each target as it really was
 * @param gaps
 *            work that was left out; runs from before these were kept have none
 * @param failures
 *            turns that did not come to their end, likewise
 */
public record SuiteResult(String suite, boolean quick, int divisor, Environment environment,
        Map<String, TargetSettings> targets, List<Sample> samples, List<Gap> gaps, List<FailedWork> failures) {
    public SuiteResult {
        gaps = gaps == null ? List.of() : gaps;
        failures = failures == null ? List.of() : failures;
    }
}
