package workload.trial;

import static workload.study.PhaseName.BUILD;
import static workload.study.PhaseName.CLONE;
import static workload.study.PhaseName.REMOVE;
import static workload.study.PhaseName.STAT_BUILD_COLD;
import static workload.study.PhaseName.STAT_BUILD_WARM;
import static workload.study.PhaseName.STAT_CLONE_COLD;
import static workload.study.PhaseName.STAT_CLONE_WARM;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import workload.corpus.Corpus;
import workload.corpus.CorpusServer;
import workload.manifest.Manifest;
import workload.phase.BuildPhase;
import workload.phase.CacheSizes;
import workload.phase.CloneEngine;
import workload.phase.ClonePhase;
import workload.phase.ManifestWalk;
import workload.phase.Phase;
import workload.phase.RemovePhase;
import workload.phase.RepeatedPhase;
import workload.phase.StatWalkPhase;
import workload.phase.TreeSizes;
import workload.study.CacheSize;
import workload.result.Outcome;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.study.TreeSize;

/** The phases of one trial in their order, with what validates them in between. */
final class TrialSteps {
    /** Of a phase that has no limit of its own. */
    private static final Duration LIMIT = Duration.ofMinutes(30);
    /** Of reading what was built: seconds are usual, but a build may leave a file of a terabyte that is one hole. */
    private static final Duration MANIFEST_LIMIT = Duration.ofMinutes(10);

    private final PhaseTimer timer;
    private final TrialRecord record;
    private final Setting setting;
    private final Validation validation;

    /**
     * What the steps work with.
     *
     * @param checkout
     *            the directory to be cloned into, on the target
     * @param commonPath
     *            whether it is at the same path on the other targets
     */
    record Setting(Corpus corpus, CorpusServer server, CloneEngine engine, int jobs, Duration buildLimit,
            Path checkout, boolean commonPath, TrialLog log, Progress progress, SlowDown slowDown) {}

    /**
     * Takes the measure of a tree.
     *
     * @param <T>
     *            what it tells
     */
    private interface Measure<T> {
        T of(Path tree) throws IOException;
    }

    TrialSteps(PhaseTimer timer, TrialRecord record, Setting setting) {
        this.timer = timer;
        this.record = record;
        this.setting = setting;
        this.validation = new Validation(setting.checkout(), setting.corpus(), setting.log());
    }

    void run() throws TrialFailure, IOException {
        TreeSize cloned = cloneProject();
        walk(STAT_CLONE_COLD, STAT_CLONE_WARM, cloned);
        validateClone();
        TreeSize built = build();
        takeManifest();
        validation.artefacts();
        walk(STAT_BUILD_COLD, STAT_BUILD_WARM, built);
        remove();
    }

    private TreeSize cloneProject() throws TrialFailure, IOException {
        Corpus corpus = setting.corpus();
        ClonePhase.Source source = CloneSource.of(corpus, setting.server());
        Phase phase = ClonePhase.of(setting.engine(), source, setting.checkout(), setting.log().file());
        long corpusCpu = setting.server().cpuNanos();
        PhaseResult result = time(CLONE, phase, corpus.project().cloneLimit(), Outcome.CLONE_FAILED);
        long corpusCpuNanos = setting.server().cpuNanos() - corpusCpu;
        return addGrown(result, corpusCpuNanos, Outcome.CLONE_FAILED);
    }

    private void validateClone() throws TrialFailure {
        setting.progress().phase("validation");
        record.treeHash = timer.untimed("the reading of the clone", _ -> checkedTreeHash(), LIMIT,
                Outcome.CLONE_FAILED);
    }

    private String checkedTreeHash() throws TrialFailure {
        String hash = validation.treeHash();
        if (setting.engine().makesRepository()) {
            validation.repository();
        }
        return hash;
    }

    private TreeSize build() throws TrialFailure, IOException {
        List<BuildPhase.Script> scripts = setting.corpus().project().steps().stream()
                .map(step -> new BuildPhase.Script(step.name(), step.command())).toList();
        Phase phase = setting.slowDown()
                .in(new BuildPhase(setting.checkout(), scripts, setting.jobs(), setting.log().file()));
        PhaseResult result = time(BUILD, phase, setting.buildLimit(), Outcome.BUILD_FAILED);
        return addGrown(result, null, Outcome.BUILD_FAILED);
    }

    /** Before the artefacts, which may leave files. */
    private void takeManifest() throws TrialFailure {
        setting.progress().phase("manifest");
        ManifestWalk walk = new ManifestWalk(setting.checkout());
        record.manifest = timer.untimed("the reading of the built files", cancellation -> {
            walk.run(cancellation);
            return new Manifest(setting.commonPath(), walk.entries());
        }, MANIFEST_LIMIT, Outcome.INVALID);
    }

    /** The page cache first, since what is dirty gets written back by and by. */
    private TreeSize addGrown(PhaseResult result, Long corpusCpuNanos, Outcome failure) throws TrialFailure {
        return timer.untimed("the measuring of the tree", _ -> {
            CacheSize cache = CacheSizes.of(setting.checkout());
            TreeSize size = measure(TreeSizes::of, setting.checkout(), failure);
            add(result, size, corpusCpuNanos, cache);
            return size;
        }, LIMIT, failure);
    }

    /** Where the caches can't be dropped there is no cold walk, rather than one that isn't. */
    private void walk(PhaseName cold, PhaseName warm, TreeSize size) throws TrialFailure, IOException {
        Phase walk = new StatWalkPhase(setting.checkout());
        if (timer.dropCaches(setting.checkout(), LIMIT, Outcome.INVALID)) {
            add(time(cold, walk, LIMIT, Outcome.INVALID), size, null, null);
        }
        add(time(warm, new RepeatedPhase(walk), LIMIT, Outcome.INVALID), size, null, null);
    }

    private void remove() throws TrialFailure, IOException {
        Phase phase = new RemovePhase(setting.checkout());
        PhaseResult result = time(REMOVE, phase, LIMIT, Outcome.INVALID);
        add(result, measure(TreeSizes::of, setting.checkout().getParent(), Outcome.INVALID), null, null);
    }

    /** A file system that breaks between two phases fails its trial, not the run. */
    private static <T> T measure(Measure<T> measure, Path tree, Outcome failure) throws TrialFailure {
        try {
            return measure.of(tree);
        } catch (IOException e) {
            throw new TrialFailure(failure, "the tree can't be measured: " + Messages.of(e));
        }
    }

    private PhaseResult time(PhaseName name, Phase phase, Duration limit, Outcome failure)
            throws TrialFailure, IOException {
        setting.progress().phase(name.label());
        setting.log().line("== " + name.label());
        return timer.time(name, phase, limit, failure);
    }

    private void add(PhaseResult result, TreeSize tree, Long corpusCpuNanos, CacheSize cache) {
        record.add(new PhaseResult(result.name(), result.nanos(), result.startedAtNanos(), tree,
                result.serverCpuNanos(), corpusCpuNanos, cache, result.messages(), result.conditions()));
    }
}
