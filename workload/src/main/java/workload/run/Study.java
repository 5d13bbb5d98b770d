package workload.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import workload.corpus.Corpus;
import workload.corpus.CorpusException;
import workload.corpus.CorpusServer;
import workload.corpus.CorpusStore;
import workload.phase.Cancellation;
import workload.phase.CloneEngine;
import workload.phase.ClonePhase;
import workload.phase.PhaseException;
import workload.plan.OsPackages;
import workload.plan.PlanException;
import workload.plan.Project;
import workload.result.CorpusInfo;
import workload.result.ResultStore;
import workload.result.RunInfo;
import workload.target.OpenTarget;
import workload.target.Target;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.target.Targets;

/** A whole run, from what it needs to its last trial. */
public final class Study {
    private final RunSettings settings;
    private final Path resumed;
    private final Progress progress;

    /**
     * @param resumed
     *            the folder of a run to go on with, or null for a new one
     */
    public Study(RunSettings settings, Path resumed, Progress progress) {
        this.settings = settings;
        this.resumed = resumed;
        this.progress = progress;
    }

    /**
     * Runs every trial that isn't done yet.
     *
     * @return the run's folder
     */
    public Path run() throws StudyException, PlanException, CorpusException, TargetException, IOException {
        Map<String, Target> targets = targets();
        try (WorkDirectory work = WorkDirectory.open(settings.folders().work(), progress::say)) {
            installPackages();
            Map<String, Corpus> corpora = corpora();
            ResultStore store = resumed == null ? create(corpora) : reopen(corpora);
            try (CorpusServer server = CorpusServer.start(settings.folders().cache());
                    Interruption interruption = new Interruption(() -> farewell(store))) {
                Corpus first = corpora.get(settings.projects().getFirst().name());
                interruption.guard(cancellation -> warmUp(work, server, first, cancellation));
                var bench = new TrialRunner.Bench(corpora, server, targets, work, store.directory());
                new Runner(settings, store, new TrialRunner(settings, bench, progress), progress).run(interruption);
            }
            return store.directory();
        }
    }

    private Map<String, Target> targets() throws TargetException, StudyException {
        Map<String, Target> targets = new LinkedHashMap<>();
        List<String> needs = new ArrayList<>();
        for (TargetSpec spec : settings.targets()) {
            Target target = Targets.of(spec, settings.folders().home());
            targets.put(spec.toString(), target);
            target.needs().forEach(need -> needs.add(spec + ": " + need));
        }
        if (!needs.isEmpty()) {
            throw new StudyException(String.join(" ", needs) + " Or choose other targets with --targets.");
        }
        return targets;
    }

    private void installPackages() throws PlanException {
        List<String> packages = settings.projects().stream().flatMap(project -> project.packages().stream()).toList();
        new OsPackages(progress::say).install(packages);
    }

    private Map<String, Corpus> corpora() throws CorpusException {
        CorpusStore store = new CorpusStore(settings.folders().cache(), settings.mirrors(), progress::say);
        Map<String, Corpus> corpora = new LinkedHashMap<>();
        for (Project project : settings.projects()) {
            Corpus corpus = store.prepare(project);
            progress.say(describe(corpus.info()));
            corpora.put(project.name(), corpus);
        }
        return corpora;
    }

    private static String describe(CorpusInfo info) {
        return "%s: commit %.12s of %s from %s (%s), %d commits, %.1f MB".formatted(info.project(), info.commit(),
                info.ref(), info.origin(), info.source(), info.commits(), info.bytes() / 1e6);
    }

    private ResultStore create(Map<String, Corpus> corpora) throws StudyException, IOException {
        Instant now = Instant.now();
        Path folder = RunFolder.create(settings.folders().results(), now);
        RunInfo info = new RunInfo(folder.getFileName().toString(), now, settings.arguments(), settings.seed(),
                settings.repetitions(), List.copyOf(corpora.keySet()), settings.targetNames(), settings.engineNames(),
                settings.jobs(), settings.plan().trials().size(), Machine.look(), infos(corpora));
        return ResultStore.create(folder, info);
    }

    private ResultStore reopen(Map<String, Corpus> corpora) throws StudyException, IOException {
        ResultStore store = ResultStore.open(resumed);
        for (CorpusInfo then : store.info().corpora()) {
            Corpus now = corpora.get(then.project());
            if (now == null || !now.info().commit().equals(then.commit())) {
                throw new StudyException("The run " + store.info().id() + " was of another commit of " + then.project()
                        + "; start a new run, since trials of different commits can't be compared.");
            }
        }
        return store;
    }

    private static List<CorpusInfo> infos(Map<String, Corpus> corpora) {
        return corpora.values().stream().map(Corpus::info).toList();
    }

    /** JGit's first clone in a JVM takes twice the time of later ones: it goes to the disk and counts nowhere. */
    private void warmUp(WorkDirectory work, CorpusServer server, Corpus corpus, Cancellation cancellation)
            throws StudyException, IOException {
        if (!settings.engines().contains(CloneEngine.JGIT)) {
            return;
        }
        progress.say("Warming up JGit by a throw-away clone of " + corpus.project().name() + ".");
        Path log = Files.createTempFile("memfs-study-", ".log");
        try (OpenTarget target = disk().open(work.trialDirectory(), new Target.TrialFiles(log, null))) {
            ClonePhase.Source source = new ClonePhase.Source(server.uri(corpus), corpus.archive());
            ClonePhase.of(CloneEngine.JGIT, source, target.directory().resolve("warm-up"), log).run(cancellation);
        } catch (PhaseException | TargetException e) {
            throw new StudyException("The clone for the warm-up failed: " + e.getMessage() + "; try --clone git.", e);
        } finally {
            Files.delete(log);
        }
    }

    private Target disk() throws TargetException {
        return Targets.of(new TargetSpec("disk", List.of()), settings.folders().home());
    }

    private void farewell(ResultStore store) {
        progress.close();
        progress.say("Interrupted: " + store.trials().size() + " of " + store.info().planned()
                + " trials are done; go on with ./benchmark.sh --resume " + store.info().id());
    }
}
