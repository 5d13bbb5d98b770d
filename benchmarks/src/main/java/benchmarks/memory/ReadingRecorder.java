package benchmarks.memory;

import java.io.IOException;

import workload.memory.Figures;
import workload.memory.MemoryStore;
import workload.memory.Reading;
import workload.result.TargetSettings;

/** Saves the readings of one experiment on one target, each to the disk at once. */
final class ReadingRecorder {
    private final MemoryStore store;
    private final Experiment experiment;
    private final String target;
    private TargetSettings mount;

    ReadingRecorder(MemoryStore store, Experiment experiment, String target) {
        this.store = store;
        this.experiment = experiment;
        this.target = target;
    }

    /** The target's settings as negotiated, once it is open. */
    void mounted(TargetSettings settings) {
        mount = settings;
    }

    void add(String step, long count, long bytes, Double seconds, Figures figures) throws IOException {
        store.save(experiment.toString(), new Reading(target, step, count, bytes, seconds, figures), mount);
    }
}
