/**
 * Raw samples of the file system's memory while the phases run.
 */
package workload.sample;
