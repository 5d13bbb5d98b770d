/** JMH benchmarks of the store in process and, later, of mounts; {@code ./benchmark.sh micro}. */
package benchmarks;
