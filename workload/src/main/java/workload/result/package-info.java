/**
 * What a run leaves behind: the raw records of {@code results/<run-id>/} and the store that reads and writes them.
 *
 * <p>
 * Raw values only; every summary is made by the report. Durations are nanoseconds, sizes bytes, instants ISO-8601 UTC.
 */
package workload.result;
