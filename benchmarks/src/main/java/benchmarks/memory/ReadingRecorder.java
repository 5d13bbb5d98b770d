package benchmarks.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import workload.memory.Figures;
import workload.memory.Reading;
import workload.memory.ReadingsCsv;

/** Keeps the measurements of one experiment; its CSV is whole after each. */
final class ReadingRecorder {
    private final Path csv;
    private final List<Reading> all;
    private final String target;

    /**
     * @param all
     *            of the experiment, on every target
     */
    ReadingRecorder(Path csv, List<Reading> all, String target) {
        this.csv = csv;
        this.all = all;
        this.target = target;
    }

    void add(String step, long count, long bytes, Double seconds, Figures figures) throws IOException {
        all.add(new Reading(target, step, count, bytes, seconds, figures));
        ReadingsCsv.write(csv, all);
    }
}
