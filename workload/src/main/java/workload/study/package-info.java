/**
 * The study's records: trials and their phases, what a build left, memory samples, and how they are kept in a run's store.
 *
 * <p>
 * Raw values only; every summary is made by the report. Durations are nanoseconds, sizes bytes, instants ISO-8601 UTC.
 */
package workload.study;
