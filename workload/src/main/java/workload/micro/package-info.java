/** What the micro-benchmarks record, and their page: a function of these records. */
package workload.micro;
