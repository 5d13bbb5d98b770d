package workload.result;

import java.util.SortedMap;

/**
 * Identifies an observation within its run.
 *
 * @param experiment
 *            {@code study}, {@code clone} (of explain), a suite of micro-benchmarks, an experiment on memory
 * @param subject
 *            what was done: a project, the work of a benchmark, the step of an experiment
 * @param target
 *            the target's name as the user gave it, options included: {@code memfs-jnr:noxattr}
 * @param variant
 *            settings beyond these: clone engine, jobs, condition …
 * @param repetition
 *            or round, from 1 on; 0 for what isn't repeated
 */
public record ObservationKey(String experiment, String subject, String target, SortedMap<String, String> variant,
        int repetition) {}
