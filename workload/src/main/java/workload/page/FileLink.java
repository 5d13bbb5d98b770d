package workload.page;

/**
 * A file of the run that a page names.
 *
 * @param path
 *            relative to the run's folder
 * @param what
 *            it holds
 */
public record FileLink(String path, String what) {}
