package workload.study;

import java.util.List;
import java.util.Map;

import workload.result.Environment;
import workload.result.Outcome;

/**
 * Everything that a run has left so far.
 *
 * @param environments
 *            by the ids that trials have, in order of appearance; empty in runs of the first format
 * @param lines
 *            of the file: a trial that failed and was repeated has several
 * @param trials
 *            each as it was last saved
 * @param torn
 *            whether the last line of the file was cut off by a kill; it isn't among the trials
 */
public record Run(RunInfo info, Map<String, Environment> environments, List<Trial> lines, List<Trial> trials,
        boolean torn) {
    /** Failures that were replaced by a repetition of the same trial. */
    public List<Trial> retried() {
        return lines.stream().filter(line -> line.outcome() != Outcome.OK && !trials.contains(line)).toList();
    }
}
