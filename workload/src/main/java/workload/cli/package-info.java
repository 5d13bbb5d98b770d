/**
 * The command line of the study, behind {@code benchmark.sh}.
 */
package workload.cli;
