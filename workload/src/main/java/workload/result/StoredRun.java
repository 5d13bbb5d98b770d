package workload.result;

import java.util.List;

/**
 * Everything that a run has left so far.
 *
 * @param lines
 *            of {@code observations.jsonl}: an observation that failed and was repeated has several
 * @param observations
 *            each as it was last saved
 * @param torn
 *            whether the last line was cut off by a kill; it isn't among the observations
 */
public record StoredRun<S, V>(RunHead<S> head, List<Observation<V>> lines, List<Observation<V>> observations,
        boolean torn) {}
