package workload.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

import workload.corpus.Corpus;
import workload.phase.BuildPhase;
import workload.phase.Cancellation;
import workload.phase.CloneEngine;
import workload.phase.ClonePhase;
import workload.phase.Phase;
import workload.phase.PhaseException;
import workload.phase.RemovePhase;
import workload.phase.WriteTrace;
import workload.phase.WriteTraceReader;
import workload.plan.Project;
import workload.result.Outcome;
import workload.study.PhaseName;
import workload.result.TargetSettings;
import workload.sample.MemorySampler;
import workload.target.OpenTarget;
import workload.target.ServerStatistics;
import workload.target.Target;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.trial.CloneSource;
import workload.trial.InterruptedRun;
import workload.trial.Interruption;
import workload.trial.Messages;
import workload.trial.PhaseTimer;
import workload.trial.Progress;
import workload.trial.RunSettings;
import workload.trial.TrialFailure;
import workload.trial.TrialLog;
import workload.trial.TrialRunner;
import workload.writers.WriterPhase;
import workload.writers.WriterTrial;

/**
 * Who writes in pieces of which size: one more trial of each project, in no timing, on a MemFS that is written through,
 * so that each request tells whose it is.
 */
final class WriterStudy {
    /** With the write-back cache the kernel writes by itself, and in pieces of its own. */
    static final TargetSpec TARGET = new TargetSpec("memfs", List.of("nowriteback_cache"));

    /** A traced program takes several times as long. */
    private static final int SLOWER = 5;
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final RunSettings settings;
    private final TrialRunner.Bench bench;
    private final Target target;
    private final Progress progress;

    WriterStudy(RunSettings settings, TrialRunner.Bench bench, Target target, Progress progress) {
        this.settings = settings;
        this.bench = bench;
        this.target = target;
        this.progress = progress;
    }

    /** Runs those that the run doesn't have yet. */
    void run(Interruption interruption) throws IOException {
        for (Project project : settings.projects()) {
            if (!WriterTrial.exists(bench.runDirectory(), project.name())) {
                interruption.guard(cancellation -> run(bench.corpora().get(project.name()), cancellation));
            }
        }
    }

    private void run(Corpus corpus, Cancellation cancellation) throws IOException {
        String project = corpus.project().name();
        progress.say("Counting the writes of " + project + " by program, in no timing");
        String logFile = "logs/writers-" + WriterTrial.fileName(project) + ".log";
        Steps steps = new Steps(corpus, TrialLog.create(bench.runDirectory().resolve(logFile)), cancellation);
        String failure = steps.run();
        if (cancellation.reason() == Cancellation.Reason.INTERRUPTED) {
            throw new InterruptedRun();
        }
        new WriterTrial(project, steps.negotiated, settings.mostJobs(), steps.phases, failure, logFile)
                .write(bench.runDirectory());
        progress.say("      " + (failure == null ? "OK" : "failed: " + failure + " (" + logFile + ")"));
    }

    /** Those that the user chose, and git and JGit in any case; git's clone is the one that is built. */
    private Set<CloneEngine> engines() {
        Set<CloneEngine> engines = new LinkedHashSet<>(settings.engines());
        engines.add(CloneEngine.JGIT);
        engines.remove(CloneEngine.GIT);
        engines.add(CloneEngine.GIT);
        return engines;
    }

    /** One trial. */
    private final class Steps {
        private final Corpus corpus;
        private final TrialLog log;
        private final Cancellation cancellation;
        private final Path trace;
        private final Path statisticsFile;
        private final List<WriterPhase> phases = new ArrayList<>();
        private TargetSettings negotiated;
        private ServerStatistics statistics;
        private SortedMap<String, SortedMap<Long, Long>> before;

        Steps(Corpus corpus, TrialLog log, Cancellation cancellation) {
            this.corpus = corpus;
            this.log = log;
            this.cancellation = cancellation;
            this.trace = WriterTrial.file(bench.runDirectory(), corpus.project().name(), ".strace");
            this.statisticsFile = WriterTrial.file(bench.runDirectory(), corpus.project().name(), ".statistics");
        }

        /** Why it came to no good end, or null. */
        String run() throws IOException {
            Target.TrialFiles files = new Target.TrialFiles(log.file(), statisticsFile, Target.Counting.WRITERS);
            try (OpenTarget open = target.open(bench.workDirectory().trialDirectory(), files)) {
                negotiated = open.settings();
                open.onEnd(() -> cancellation.cancel(Cancellation.Reason.TARGET_ENDED));
                statistics = new ServerStatistics(negotiated.serverPid(), statisticsFile);
                runOn(open);
                return null;
            } catch (TargetException | TrialFailure e) {
                return e.getMessage();
            } catch (IOException e) {
                return Messages.of(e);
            } finally {
                Files.deleteIfExists(trace);
                Files.deleteIfExists(statisticsFile);
            }
        }

        private void runOn(OpenTarget open) throws TrialFailure, IOException {
            Path checkout = open.directory().toRealPath().resolve(corpus.project().name());
            try (MemorySampler nothing = MemorySampler.start(new MemorySampler.Sources(null, null, () -> null));
                    PhaseTimer timer = new PhaseTimer(open, nothing, cancellation, bench.workDirectory().path())) {
                for (CloneEngine engine : engines()) {
                    if (Files.exists(checkout)) {
                        timer.time(PhaseName.REMOVE, new RemovePhase(checkout), LIMIT, Outcome.INVALID);
                    }
                    cloneBy(engine, checkout, timer);
                }
                build(checkout, timer);
            }
        }

        private void cloneBy(CloneEngine engine, Path checkout, PhaseTimer timer) throws TrialFailure, IOException {
            ClonePhase.Source source = CloneSource.of(corpus, bench.server());
            boolean traced = engine == CloneEngine.GIT;
            Phase phase = ClonePhase.of(engine, source, checkout, log.file(),
                    traced ? new WriteTrace(trace) : UnaryOperator.identity());
            time(PhaseName.CLONE, phase, corpus.project().cloneLimit(), timer);
            add("clone by " + engine.label(), traced ? checkout : null, engine);
        }

        private void build(Path checkout, PhaseTimer timer) throws TrialFailure, IOException {
            List<BuildPhase.Script> scripts = corpus.project().steps().stream()
                    .map(step -> new BuildPhase.Script(step.name(), step.command())).toList();
            Phase phase = new BuildPhase(checkout, scripts, settings.mostJobs(), log.file(), new WriteTrace(trace));
            time(PhaseName.BUILD, phase, corpus.project().buildLimit(), timer);
            add("build", checkout, null);
        }

        private void time(PhaseName name, Phase phase, Duration limit, PhaseTimer timer)
                throws TrialFailure, IOException {
            progress.phase(name.label());
            log.line("== " + name.label());
            Outcome failure = name == PhaseName.CLONE ? Outcome.CLONE_FAILED : Outcome.BUILD_FAILED;
            timer.time(name, counted(phase), limit.multipliedBy(SLOWER), failure);
        }

        /** What the preparation writes isn't the phase's. */
        private Phase counted(Phase phase) {
            return new Phase() {
                @Override
                public void prepare() throws IOException {
                    phase.prepare();
                    before = statistics.writers();
                }

                @Override
                public void run(Cancellation reason) throws IOException, PhaseException {
                    phase.run(reason);
                }
            };
        }

        /**
         * @param traced
         *            the tree whose writes were traced, or null
         * @param engine
         *            that cloned, or null
         */
        private void add(String name, Path traced, CloneEngine engine) throws IOException {
            SortedMap<String, SortedMap<Long, Long>> server = WriterPhase.difference(before, statistics.writers());
            // What Java wrote during a clone is our own doing.
            SortedMap<Long, Long> own = engine == null ? null : server.remove("java");
            if (own != null) {
                server.put(engine == CloneEngine.JGIT ? "JGit" : "study", own);
            }
            phases.add(new WriterPhase(name, traced == null ? null : WriteTraceReader.read(trace, traced), server));
            Files.deleteIfExists(trace);
        }
    }
}
