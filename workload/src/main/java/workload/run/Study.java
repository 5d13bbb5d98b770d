package workload.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.corpus.Corpus;
import workload.corpus.CorpusException;
import workload.corpus.CorpusServer;
import workload.corpus.CorpusStore;
import workload.corpus.Packing;
import workload.forecast.Confirmation;
import workload.forecast.CostHistory;
import workload.forecast.Forecast;
import workload.forecast.Forecaster;
import workload.forecast.MachineSpace;
import workload.phase.Cancellation;
import workload.phase.CloneEngine;
import workload.phase.WriteTrace;
import workload.plan.OsPackages;
import workload.plan.PlanException;
import workload.plan.Project;
import workload.result.CorpusInfo;
import workload.result.Count;
import workload.study.ResultStore;
import workload.study.RunInfo;
import workload.result.StudyException;
import workload.study.TrialKey;
import workload.target.Target;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.target.Targets;
import workload.trial.HarnessWarmUp;
import workload.trial.Interruption;
import workload.trial.Progress;
import workload.trial.RunSettings;
import workload.trial.TrialRunner;
import workload.study.Variant;
import workload.trial.WarmUp;
import workload.trial.WorkDirectory;
import workload.result.Environment;
import workload.result.ServerBuild;
import workload.target.ServerBuilds;

/** A whole run, from what it needs to its last trial. */
public final class Study {
    private final RunSettings settings;
    private final Path resumed;
    private final boolean retry;
    private final boolean mixed;
    private Environment machine;
    private final Progress progress;
    private final Confirmation consent;
    private final Map<String, Corpus> corpora = new LinkedHashMap<>();
    /** Null until there is something to store. */
    private volatile ResultStore store;

    /**
     * @param resumed
     *            the folder of a run to resume, or null for a new one
     * @param retry
     *            whether what failed there is run again
     * @param mixed
     *            whether it may be resumed on another machine, or with another build of MemFS
     * @param consent
     *            is asked before anything is installed, fetched or run
     */
    public Study(RunSettings settings, Path resumed, boolean retry, boolean mixed, Progress progress,
            Confirmation consent) {
        this.mixed = mixed;
        this.settings = settings;
        this.resumed = resumed;
        this.retry = retry;
        this.progress = progress;
        this.consent = consent;
    }

    /**
     * Runs every trial that isn't done yet.
     *
     * @return the run's folder
     */
    public Path run() throws StudyException, PlanException, CorpusException, TargetException, IOException {
        // A comparison that isn't possible is refused before anything is created.
        settings.asked();
        Map<String, Target> targets = targets();
        requireFilesOfTheirOwn();
        RunFolder.requireWritable(settings.folders().results());
        settings.folders().takeCache();
        try (WorkDirectory work = WorkDirectory.open(settings.folders().work(), progress::say);
                Interruption interruption = new Interruption(this::farewell)) {
            forecast();
            installPackages();
            interruption.guard(this::prepareCorpora);
            machine = Machine.looked();
            store = resumed == null ? create() : reopen();
            try (CorpusServer server = CorpusServer.start(settings.folders().cache())) {
                interruption.guard(cancellation -> warmUp(work, server, cancellation));
                var bench = new TrialRunner.Bench(corpora, server, targets, work, store.directory());
                new Runner(settings, retry, machine, store, new TrialRunner(settings, bench, progress), progress)
                        .run(interruption);
                if (settings.writers()) {
                    new WriterStudy(settings, bench, writersTarget(), progress).run(interruption);
                }
            }
            return store.directory();
        }
    }

    /** Names of users may make the same of two trials. */
    private void requireFilesOfTheirOwn() throws StudyException {
        Set<String> names = new HashSet<>();
        for (TrialKey key : settings.plan().trials()) {
            if (!names.add(Variant.fileName(key))) {
                throw new StudyException("Two trials would write the same files, " + Variant.fileName(key)
                        + ".*; name a target or a project otherwise.");
            }
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
        if (settings.writers()) {
            writersTarget().needs().forEach(need -> needs.add("--writers: " + need));
        }
        needs.addAll(Targets.overlaps(targets.values(), settings.folders().work()));
        if (!needs.isEmpty()) {
            throw new StudyException(String.join(" ", needs) + " Or choose other targets with --targets.");
        }
        return targets;
    }

    private Target writersTarget() throws TargetException {
        return Targets.of(WriterStudy.TARGET, settings.folders().home());
    }

    /** What isn't there ends hours of work in their middle; but a part of what is needed is a guess. */
    private void forecast() throws StudyException, IOException {
        List<TrialKey> trials = Runner.remaining(settings.plan().trials(),
                resumed == null ? List.of() : ResultStore.read(resumed).trials(), retry);
        if (trials.isEmpty()) {
            return;
        }
        CostHistory experience = CostHistory.of(settings.folders().results(),
                Runtime.getRuntime().availableProcessors());
        Forecast forecast = new Forecaster(settings, experience, new MachineSpace(), trials).forecast();
        forecast.lines().forEach(progress::say);
        Stream.of(Optional.ofNullable(forecast.missingDisk()), Optional.ofNullable(forecast.missingMemory()))
                .flatMap(Optional::stream).forEach(missing -> progress.say("WARNING " + missing));
        if (!consent.isGiven(forecast)) {
            throw new StudyException("Nothing was started, as you chose; --quick, or fewer projects and targets, take"
                    + " less time.");
        }
    }

    private void installPackages() throws PlanException, StudyException {
        Map<String, List<String>> packages = new LinkedHashMap<>();
        settings.projects().forEach(project -> packages.put(project.name(), project.packages()));
        if (settings.writers()) {
            packages.put("--writers", List.of(WriteTrace.PACKAGE));
        }
        new OsPackages(progress::say).install(packages);
        if (settings.writers()) {
            checkTrace();
        }
    }

    private static void checkTrace() throws StudyException {
        try {
            WriteTrace.check();
        } catch (IOException e) {
            throw new StudyException("--writers needs strace 5.11 or newer that may trace here: " + e.getMessage()
                    + ". Install it by 'apt-get install strace', start a container with --cap-add SYS_PTRACE, or leave"
                    + " out --writers.", e);
        }
    }

    /** An interrupt reaches whatever the preparation waits for: it then removes what is half done. */
    private void prepareCorpora(Cancellation cancellation) throws CorpusException {
        CorpusStore cache = new CorpusStore(settings.folders().cache(), Packing.ANEW, settings.mirrors(),
                progress::say);
        try (Cancellation.Registration _ = cancellation.onCancel(Thread.currentThread()::interrupt)) {
            for (Project project : settings.projects()) {
                Corpus corpus = cache.prepareWithParts(project);
                infos(corpus).forEach(info -> progress.say(describe(info)));
                corpora.put(project.name(), corpus);
            }
        }
    }

    private static String describe(CorpusInfo info) {
        return "%s: commit %.12s of %s from %s (%s), %s, %.1f MB".formatted(info.project(), info.commit(),
                info.ref(), info.origin(), info.source(), Count.of(info.commits(), "commit"), info.bytes() / 1e6);
    }

    private ResultStore create() throws StudyException, IOException {
        Instant now = Instant.now();
        Path folder = RunFolder.create(settings.folders().results(), now);
        RunInfo info = new RunInfo(folder.getFileName().toString(), now, settings.arguments(), settings.seed(),
                settings.repetitions(), List.copyOf(corpora.keySet()), settings.targetNames(), settings.engineNames(),
                settings.jobs(), settings.plan().trials().size(), machine, infos(),
                Objects.toString(settings.comparison().until(), null),
                settings.projects().stream().collect(Collectors.toMap(Project::name, Project::stepsHash)));
        return ResultStore.create(folder, info);
    }

    private ResultStore reopen() throws StudyException, IOException {
        ResultStore run = ResultStore.open(resumed);
        Map<String, String> commits = infos().stream()
                .collect(Collectors.toMap(CorpusInfo::project, CorpusInfo::commit));
        for (CorpusInfo then : run.info().corpora()) {
            if (!then.commit().equals(commits.get(then.project()))) {
                throw new StudyException("The run " + run.info().id() + " was of another commit of " + then.project()
                        + "; start a new run, since trials of different commits can't be compared.");
            }
        }
        requireSameMachine(run);
        requireSameSteps(run.info());
        return run;
    }

    private void requireSameMachine(ResultStore run) throws StudyException, IOException {
        List<String> differences = new ArrayList<>(machine.differences(run.lastEnvironment()));
        Optional<ServerBuild> now = ServerBuilds.in(settings.folders().home());
        if (now.isPresent() && !run.builds().isEmpty() && !run.builds().contains(now.get())) {
            differences.add("another build of MemFS");
        }
        if (!mixed && !differences.isEmpty()) {
            throw new StudyException("The trials of the run " + run.info().id() + " can't be compared with those that"
                    + " would follow: " + String.join(", ", differences)
                    + ". Start a new run, or continue with --mixed;"
                    + " the tables then show which trials ran where.");
        }
    }

    /** Runs from before the steps were recorded have none. */
    private void requireSameSteps(RunInfo then) throws StudyException {
        for (Project project : settings.projects()) {
            String steps = then.steps() == null ? null : then.steps().get(project.name());
            if (steps != null && !steps.equals(project.stepsHash())) {
                throw new StudyException("The run " + then.id() + " built " + project.name() + " by other steps; start"
                        + " a new run, since such trials can't be compared.");
            }
        }
    }

    private List<CorpusInfo> infos() {
        return corpora.values().stream().flatMap(Study::infos).toList();
    }

    /** Of a project and of its parts. */
    private static Stream<CorpusInfo> infos(Corpus corpus) {
        String name = corpus.project().name();
        return Stream.concat(Stream.of(corpus.info()),
                corpus.parts().stream().map(part -> part.corpus().info().asPartOf(name)));
    }

    /** No warm-up if no trial is left. */
    private void warmUp(WorkDirectory work, CorpusServer server, Cancellation cancellation)
            throws StudyException, IOException {
        if (Rehearsal.isOn() || settings.comparison().until() == null
                && Runner.remaining(settings.plan().trials(), store.trials(), retry).isEmpty()) {
            return;
        }
        if (settings.engines().contains(CloneEngine.JGIT)) {
            Corpus largest = Collections.max(corpora.values(), Comparator.comparing(corpus -> corpus.info().bytes()));
            new WarmUp(work.trialDirectory(), server, largest, progress).run(cancellation);
        }
        new HarnessWarmUp(work.trialDirectory(), progress).run(cancellation);
    }

    private void farewell() {
        progress.close();
        progress.say(store == null
                ? farewellBeforeTrials()
                : "Interrupted: " + done() + " done; continue with ./benchmark.sh --resume " + store.info().id());
    }

    private String done() {
        int done = store.trials().size();
        return settings.comparison().until() == null
                ? done + " of " + Count.of(store.info().planned(), "trial")
                : Count.of(done, "trial");
    }

    private String farewellBeforeTrials() {
        return resumed == null
                ? "Interrupted before the first trial: there is nothing to continue."
                : "Interrupted before a further trial; continue with ./benchmark.sh --resume " + resumed.getFileName();
    }
}
