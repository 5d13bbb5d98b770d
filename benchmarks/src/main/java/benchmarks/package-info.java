/** The commands {@code ./benchmark.sh micro} and {@code ./benchmark.sh memory}. */
package benchmarks;
