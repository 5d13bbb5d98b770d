package benchmarks.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

import benchmarks.client.Syscalls;
import workload.memory.Scale;
import workload.result.TargetSettings;
import workload.target.OpenTarget;
import workload.target.Target.TrialFiles;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.target.Targets;

/**
 * One experiment on one target, freshly made for it and gone after it.
 *
 * @param home
 *            the project's folder, with MemFS's launcher in it
 * @param directory
 *            where the target is made
 * @param log
 *            of the server; its statistics go beside it
 */
record ExperimentTurn(Experiment experiment, TargetSpec target, Scale scale, Path home, Path directory, Path log) {
    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration QUICK_CALM = Duration.ofSeconds(2);

    /**
     * Does it.
     *
     * @param settings
     *            is told how the target really is
     */
    void run(ReadingRecorder recorder, Ticker ticker, Consumer<TargetSettings> settings)
            throws TargetException, IOException {
        Path statistics = log.resolveSibling(log.getFileName() + ".statistics.json");
        TrialFiles files = new TrialFiles(log, statistics, false);
        OpenTarget open = Targets.of(target, home).open(directory, files);
        try (open; Syscalls calls = new Syscalls()) {
            settings.accept(open.settings());
            MemoryProbe probe = new MemoryProbe(open, scale.quick() ? QUICK_CALM : CALM);
            experiment.work().run(new Bench(open.directory(), calls, probe, scale, recorder, ticker));
        }
    }
}
