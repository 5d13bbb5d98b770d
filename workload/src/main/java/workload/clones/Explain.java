package workload.clones;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import workload.corpus.Corpus;
import workload.corpus.CorpusException;
import workload.corpus.CorpusServer;
import workload.corpus.CorpusStore;
import workload.explain.Arm;
import workload.explain.Arms;
import workload.explain.ExplainStore;
import workload.explain.Explanation;
import workload.explain.Measurement.Outcome;
import workload.explain.Measurement;
import workload.explain.Phrases;
import workload.phase.Cancellation;
import workload.result.CorpusInfo;
import workload.result.Environment;
import workload.result.StudyException;
import workload.result.TargetSettings;
import workload.run.Machine;
import workload.run.RunFolder;
import workload.target.TargetException;
import workload.target.Targets;
import workload.trial.Interruption;
import workload.trial.Messages;
import workload.trial.Progress;
import workload.trial.WarmUp;
import workload.trial.WorkDirectory;

/** The experiment, from its corpus to the last clone; after each clone all that was measured is in the folder. */
public final class Explain {

    /** What of the history is cloned where all of it takes too long, the smallest first. */
    static final List<Integer> SHARES = List.of(16, 8, 4, 2);

    private final Settings settings;
    private final Progress progress;
    private final Instant started = Instant.now();
    private final List<Measurement> measurements = new ArrayList<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();
    private final Map<Arm, TargetSettings> targets = new HashMap<>();
    private final Environment environment = Machine.look();
    private List<Arm> arms;
    private Corpus corpus;
    private Path run;
    private volatile Path folder;
    private ExplainStore store;
    private volatile Sources sources;

    public Explain(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Clones by every arm.
     *
     * @return the run's folder
     */
    public Path run() throws StudyException, CorpusException, TargetException, IOException {
        arms = runnable();
        RunFolder.requireWritable(settings.folders().results());
        settings.folders().takeCache();
        try (WorkDirectory work = WorkDirectory.open(settings.folders().work(), progress::say);
                Interruption interruption = new Interruption(this::farewell)) {
            interruption.guard(this::prepareCorpus);
            try (CorpusServer server = CorpusServer.start(settings.folders().cache())) {
                run = RunFolder.create(settings.folders().results(), started);
                folder = Files.createDirectories(run.resolve(ExplainStore.FOLDER));
                store = create();
                measure(work, server, interruption);
            }
        }
        return run;
    }

    /** Without the arms that this machine lacks something for; each is named. */
    private List<Arm> runnable() throws TargetException {
        List<Arm> able = new ArrayList<>();
        for (Arm arm : settings.waterfallOnly() ? Arms.waterfall() : Arms.all()) {
            List<String> needs = Targets.of(arm.target(), settings.folders().home()).needs();
            if (needs.isEmpty()) {
                able.add(arm);
            } else {
                leftOut.put(arm.label(), String.join(" ", needs));
                progress.say("Left out: " + arm.label() + ". " + leftOut.get(arm.label()));
            }
        }
        return able;
    }

    private void prepareCorpus(Cancellation cancellation) throws CorpusException {
        CorpusStore cache = new CorpusStore(settings.folders().cache(), settings.packing(), settings.mirrors(),
                progress::say);
        try (Cancellation.Registration _ = cancellation.onCancel(Thread.currentThread()::interrupt)) {
            corpus = cache.prepare(settings.project());
        }
        CorpusInfo info = corpus.info();
        progress.say("%s: commit %.12s from %s, %,d commits, a pack of %.1f MB".formatted(info.project(),
                info.commit(), info.origin(), info.commits(), info.bytes() / 1e6));
        if (!settings.project().parts().isEmpty()) {
            progress.say("The parts of " + info.project() + " are left out: one repository is cloned, for one pack.");
        }
        Estimate estimate = Estimate.of(arms, info.bytes(), settings);
        progress.say(estimate.sentence());
        estimate.warning().ifPresent(progress::say);
    }

    private void measure(WorkDirectory work, CorpusServer server, Interruption interruption)
            throws StudyException, IOException {
        sources = new Sources(corpus, server, work.path().resolve("sources"));
        // Of a run that was killed: perhaps of another corpus.
        sources.remove();
        OneClone clone = new OneClone(sources,
                new OneClone.Place(settings.folders().home(), work.trialDirectory(), work.path(), folder),
                targets::put);
        interruption.guard(
                cancellation -> new WarmUp(work.trialDirectory(), server, corpus, progress).run(cancellation));
        try {
            Random random = new Random(settings.seed());
            for (int round = 1; round <= settings.rounds(); round++) {
                List<Arm> order = new ArrayList<>(arms);
                Collections.shuffle(order, random);
                round(round, order, clone, interruption);
            }
        } finally {
            sources.remove();
        }
    }

    /** An arm that was cut or failed isn't tried again: it would be so once more. */
    private void round(int round, List<Arm> order, OneClone clone, Interruption interruption) throws IOException {
        for (Arm arm : order.stream().filter(this::isGood).toList()) {
            interruption.guard(cancellation -> add(clone.run(arm, round, null, settings.cap(), cancellation)));
            if (measurements.getLast().outcome() == Outcome.CUT && !hasWhole(arm)) {
                shorten(arm, clone, interruption);
            }
        }
    }

    private boolean isGood(Arm arm) {
        return measurements.stream().filter(m -> m.arm().equals(arm)).allMatch(m -> m.outcome() == Outcome.OK);
    }

    /** One that has needs no extrapolation. */
    private boolean hasWhole(Arm arm) {
        return measurements.stream().anyMatch(m -> m.arm().equals(arm) && m.isWhole());
    }

    /** Clones parts of the history, until one of them takes too long too. */
    private void shorten(Arm arm, OneClone clone, Interruption interruption) throws IOException {
        long before = 0;
        for (int share : SHARES) {
            long depth = corpus.info().commits() / share;
            if (depth > before) {
                interruption.guard(
                        cancellation -> add(clone.run(arm, 0, (int) depth, settings.cap(), cancellation)));
                if (measurements.getLast().outcome() != Outcome.OK) {
                    return;
                }
            }
            before = depth;
        }
    }

    private void add(Measurement measurement) throws IOException {
        measurements.add(measurement);
        store.save(measurement, targets.remove(measurement.arm()));
        progress.say(tell(measurement));
    }

    private String tell(Measurement m) {
        String of = m.depth() == null
                ? "[%d/%d]".formatted(m.round(), settings.rounds())
                : "[" + Phrases.depth(m.depth()) + "]";
        String result = m.outcome() == Outcome.OK
                ? "%.2f s".formatted(m.seconds())
                : m.outcome() + ": " + m.message();
        return of + " " + m.arm().label() + ": " + result;
    }

    private ExplainStore create() throws IOException {
        return ExplainStore.create(folder, new Explanation(run.getFileName().toString(), started, settings.arguments(),
                settings.rounds(), settings.cap().toSeconds(), settings.seed(), environment, corpus.info(), arms,
                leftOut, Map.of(), List.of()));
    }

    private void farewell() {
        progress.close();
        removeSources();
        progress.say(folder == null || measurements.isEmpty()
                ? "Interrupted before the first clone."
                : "Interrupted: the clones that are done (" + measurements.size() + ") are kept in " + folder
                        + "; see them with ./benchmark.sh explain clone --redraw " + run);
    }

    /** The JVM may end before the main thread comes to it. */
    private void removeSources() {
        try {
            if (sources != null) {
                sources.remove();
            }
        } catch (IOException e) {
            progress.say("What the bulk copies were made from is left in " + sources.directory() + " (" + Messages.of(e)
                    + "); the next run removes it.");
        }
    }
}
