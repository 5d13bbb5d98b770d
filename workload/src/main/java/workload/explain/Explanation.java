package workload.explain;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import workload.result.CorpusInfo;
import workload.result.Environment;

/**
 * The raw results.
 *
 * @param run
 *            UTC yyyyMMddTHHmmssZ
 * @param rounds
 *            clones of each arm
 * @param capSeconds
 *            after which a clone was ended
 * @param planned
 *            arms
 * @param leftOut
 *            arms that couldn't run here, and why
 * @param targets
 *            the options in force, by the arm's label
 */
public record Explanation(String run, Instant started, List<String> arguments, int rounds, long capSeconds, long seed,
        Environment environment, CorpusInfo corpus, List<Arm> planned, Map<String, String> leftOut,
        Map<String, Map<String, Object>> targets, List<Measurement> measurements) {}
