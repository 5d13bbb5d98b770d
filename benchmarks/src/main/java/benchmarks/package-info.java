/** The command {@code ./benchmark.sh micro}. */
package benchmarks;
