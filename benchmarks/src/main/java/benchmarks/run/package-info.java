/**
 * Runs suites: in rounds in which every target gets one fork, so that what the machine does meanwhile meets all of them,
 * and ratios are taken within a round.
 */
package benchmarks.run;
