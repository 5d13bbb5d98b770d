package workload.result;

import java.util.List;

/**
 * Everything that a run has left so far.
 *
 * @param lines
 *            of {@code trials.jsonl}: trials that failed and were run again are there as often
 * @param trials
 *            each as it was saved last
 * @param torn
 *            whether the last line of {@code trials.jsonl} was cut off by a kill; it isn't among the trials
 */
public record Run(RunInfo info, List<Trial> lines, List<Trial> trials, boolean torn) {
    /** Failures in whose place another run of the same trial stands. */
    public List<Trial> retried() {
        return lines.stream().filter(line -> line.outcome() != Outcome.OK && !trials.contains(line)).toList();
    }
}
