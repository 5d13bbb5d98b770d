package benchmarks.memory;

/**
 * An experiment that did not come to its end on a target: a row of the page, never a gap.
 *
 * @param log
 *            of the server, relative to the run's folder
 */
record Failure(Experiment experiment, String target, String message, String log) {}
