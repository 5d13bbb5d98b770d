/**
 * The experiments on what files cost in memory: each does one thing to one target, freshly made for it, and writes down what
 * the server's process, its store and the kernel hold meanwhile.
 *
 * <pre>
 * MemoryRun ──► ExperimentTurn ──► Work (Inodes, Sparse, Churn …) ──► Bench ──► MemoryProbe, ReadingRecorder
 *     └───────► MemoryPage ──► …Section (a function of the measurements)
 * </pre>
 */
package benchmarks.memory;
