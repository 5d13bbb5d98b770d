package workload.result;

import java.util.List;

/**
 * Everything that a run has left so far.
 *
 * @param torn
 *            whether the last line of {@code trials.jsonl} was cut off by a kill; it isn't among the trials
 */
public record Run(RunInfo info, List<Trial> trials, boolean torn) {}
