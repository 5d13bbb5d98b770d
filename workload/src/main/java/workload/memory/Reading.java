package workload.memory;

/**
 * One raw row of an experiment.
 *
 * @param target
 *            as the user named it, or with the option that the experiment added
 * @param step
 *            what had just been done
 * @param count
 *            files, rounds, operations or appends by then, as the experiment says
 * @param bytes
 *            that were written or are in the tree, as the experiment says
 * @param seconds
 *            that the step took, or null where time isn't the point
 */
public record Reading(String target, String step, long count, long bytes, Double seconds, Figures figures) {}
