package workload.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import workload.corpus.Corpus;
import workload.corpus.CorpusServer;
import workload.manifest.ManifestFile;
import workload.os.Processes;
import workload.phase.Cancellation;
import workload.phase.CloneEngine;
import workload.study.MemorySample;
import workload.study.SamplesCsv;
import workload.result.Outcome;
import workload.study.Trial;
import workload.study.TrialKey;
import workload.study.Variant;
import workload.sample.MemorySampler;
import workload.target.OpenTarget;
import workload.target.Target;
import workload.target.TargetException;
import workload.target.Targets;

/** Runs single trials: a fresh target, the steps, and the target's end, whatever happened. */
public final class TrialRunner {
    private final RunSettings settings;
    private final Bench bench;
    private final Progress progress;
    private final Set<String> noted = new HashSet<>();

    /**
     * What all trials of a run share.
     *
     * @param corpora
     *            by project
     * @param targets
     *            by the name that the user gave
     * @param runDirectory
     *            for logs, samples and statistics
     */
    public record Bench(Map<String, Corpus> corpora, CorpusServer server, Map<String, Target> targets,
            WorkDirectory workDirectory, Path runDirectory) {}

    public TrialRunner(RunSettings settings, Bench bench, Progress progress) {
        this.settings = settings;
        this.bench = bench;
        this.progress = progress;
    }

    /**
     * Runs one trial to its end; what fails in it becomes its outcome.
     *
     * @throws InterruptedRun
     *             when the cancellation says that the user wants an end: the trial then leaves no record
     * @throws IOException
     *             when the results can't be written
     */
    public Trial run(TrialKey key, Cancellation cancellation) throws IOException {
        String name = Variant.fileName(key);
        TrialLog log = TrialLog.create(bench.runDirectory().resolve("logs/" + name + ".log"));
        TrialRecord record = new TrialRecord(key, "logs/" + name + ".log");
        Path statistics = bench.runDirectory().resolve("ops/" + name + ".json");
        try (OpenTarget target = open(key, new Target.TrialFiles(log.file(), statistics, settings.statistics()))) {
            record.settings = SlowDown.of(settings, key.target()).in(target.settings());
            tellNote(key, record.settings.note());
            target.onEnd(() -> cancellation.cancel(Cancellation.Reason.TARGET_ENDED));
            runOn(target, key, record, log, cancellation);
        } catch (TargetException e) {
            record.fail(record.settings == null ? Outcome.CLONE_FAILED : Outcome.INVALID, e.getMessage());
        }
        if (cancellation.reason() == Cancellation.Reason.INTERRUPTED) {
            throw new InterruptedRun();
        }
        record.opsFile = Files.exists(statistics) ? "ops/" + name + ".json" : null;
        return record.toTrial();
    }

    /** Says once for each target what a reader of its times must know. */
    private void tellNote(TrialKey key, String note) {
        if (note != null && noted.add(key.target())) {
            progress.say("NOTE " + key.target() + ": " + note);
        }
    }

    private OpenTarget open(TrialKey key, Target.TrialFiles files) throws TargetException, IOException {
        // Of a trial that was interrupted, when its run goes on.
        Files.deleteIfExists(files.statistics());
        // What a trial could not remove must not pass for the next one's file system.
        Targets.cleanUp(bench.workDirectory().trialDirectory(), progress::say);
        progress.phase("mount");
        return bench.targets().get(key.target()).open(bench.workDirectory().trialDirectory(), files);
    }

    private void runOn(OpenTarget target, TrialKey key, TrialRecord record, TrialLog log, Cancellation cancellation)
            throws IOException, TargetException {
        record.rssAtMountBytes = rssBytes(target);
        try (MemorySampler sampler = startSampler(target);
                PhaseTimer timer = new PhaseTimer(target, sampler, cancellation, bench.workDirectory().path())) {
            attempt(record, new TrialSteps(timer, record, setting(key, target, log))::run);
            record.peakRssBytes = peakRssBytes(target, sampler.samples());
            if (record.isOk()) {
                progress.phase(MemorySample.AFTER_REMOVE);
                attempt(record, () -> AfterRemove.await(settings.afterRemove(), sampler, cancellation));
            }
            writeSamples(sampler, key, record);
            writeManifest(key, record);
        }
    }

    private static MemorySampler startSampler(OpenTarget target) throws TargetException {
        try {
            return MemorySampler.start(sources(target));
        } catch (IOException e) {
            throw new TargetException("The file system's server ended before the first phase: " + Messages.of(e), e);
        }
    }

    /** A part of a trial. */
    private interface Part {
        public void run() throws TrialFailure, IOException;
    }

    private static void attempt(TrialRecord record, Part part) throws IOException {
        try {
            part.run();
        } catch (TrialFailure e) {
            record.fail(e.outcome(), e.getMessage());
        }
    }

    private TrialSteps.Setting setting(TrialKey key, OpenTarget target, TrialLog log) {
        Corpus corpus = bench.corpora().get(key.project());
        Duration limit = settings.buildLimit() == null ? corpus.project().buildLimit() : settings.buildLimit();
        return new TrialSteps.Setting(corpus, bench.server(), CloneEngine.of(key.variant().get(Variant.CLONE)),
                Variant.jobs(key), limit,
                target.directory().resolve(key.project()), target.atCommonPath(), log, progress,
                SlowDown.of(settings, key.target()));
    }

    private static MemorySampler.Sources sources(OpenTarget target) {
        Processes server = target.server();
        return server == null
                ? new MemorySampler.Sources(null, target.heldBytes(), target::memory)
                : new MemorySampler.Sources(server.pid(), server::others, target.heldBytes(), target::memory);
    }

    /** With what a tmpfs under the server holds, as its samples have it; null where there is no server, or no more. */
    private static Long rssBytes(OpenTarget target) {
        Processes server = target.server();
        try {
            long held = target.heldBytes() == null ? 0 : target.heldBytes().getAsLong();
            return server == null ? null : Long.valueOf(server.statusBytes("VmRSS") + held);
        } catch (IOException | UncheckedIOException _) {
            return null;
        }
    }

    /**
     * No sampling can miss the high-water mark of the process that was started; what it holds together with others is
     * known by sampling alone.
     */
    private static Long peakRssBytes(OpenTarget target, List<MemorySample> samples) {
        Processes server = target.server();
        try {
            return server == null
                    ? null
                    : Long.valueOf(Math.max(Processes.one(server.pid()).statusBytes("VmHWM"), greatest(samples)));
        } catch (IOException _) {
            return null;
        }
    }

    private static long greatest(List<MemorySample> samples) {
        return samples.stream().mapToLong(MemorySample::rssBytes).max().orElse(0);
    }

    private void writeSamples(MemorySampler sampler, TrialKey key, TrialRecord record) throws IOException {
        if (!sampler.samples().isEmpty()) {
            record.samplesFile = "samples/" + Variant.fileName(key) + ".csv";
            SamplesCsv.write(bench.runDirectory().resolve(record.samplesFile), sampler.samples());
        }
    }

    private void writeManifest(TrialKey key, TrialRecord record) throws IOException {
        if (record.manifest != null) {
            record.manifestFile = "manifests/" + Variant.fileName(key) + ".tsv.gz";
            ManifestFile.write(bench.runDirectory().resolve(record.manifestFile), record.manifest);
        }
    }
}
