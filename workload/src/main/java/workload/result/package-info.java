/**
 * What a run leaves behind: one record of a measurement for every kind of run, and the store that reads and writes them.
 */
package workload.result;
