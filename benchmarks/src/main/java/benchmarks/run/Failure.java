package benchmarks.run;

/**
 * A suite that did not come to its end on a target, or in process: a row of the page, never a gap in it.
 *
 * @param suite
 *            its name
 * @param target
 *            or the benchmark's name where there is none
 * @param log
 *            relative to the run's folder; empty where there is none
 */
record Failure(String suite, String target, String message, String log) {}
