package benchmarks.memory;

import java.io.IOException;

/** One experiment's work on one target. */
interface Work {
    /** Does it; everything that it measures is recorded at once, so that nothing is lost when it fails. */
    void run(Bench bench) throws IOException;
}
