/**
 * The work that is timed. A phase knows a directory, never which file system it is on; everything that isn't the
 * phase's own work has been done before {@link workload.phase.Phase#run} is called.
 */
package workload.phase;
