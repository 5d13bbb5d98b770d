package workload.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

import workload.corpus.Mirrors;
import workload.os.OwnDirectory;
import workload.pairs.ArmPair;
import workload.pairs.PairOptions;
import workload.pairs.StudyArm;
import workload.pairs.Until;
import workload.phase.CloneEngine;
import workload.plan.Plan;
import workload.plan.Project;
import workload.result.StudyException;
import workload.study.Variant;
import workload.target.TargetSpec;

/**
 * What the user asked for.
 *
 * @param arguments
 *            the command line
 * @param jobs
 *            of a parallel build: a variant for each, in rising order
 * @param buildLimit
 *            in place of the projects' own, or null
 * @param afterRemove
 *            how long the memory is sampled when the tree is gone
 * @param statistics
 *            whether MemFS servers count and time their operations, which costs them a little
 * @param writers
 *            whether writes are counted by program, in a trial of its own for each project
 * @param folders
 *            where everything is
 * @param comparison
 *            how the arms are compared
 */
public record RunSettings(List<String> arguments, List<Project> projects, List<TargetSpec> targets,
        List<CloneEngine> engines, int repetitions, List<Integer> jobs, long seed, Duration buildLimit,
        Duration afterRemove, boolean statistics, boolean writers, Mirrors mirrors, Folders folders,
        Comparison comparison) {

    /** The default comparison. */
    public RunSettings(List<String> arguments, List<Project> projects, List<TargetSpec> targets,
            List<CloneEngine> engines, int repetitions, List<Integer> jobs, long seed, Duration buildLimit,
            Duration afterRemove, boolean statistics, boolean writers, Mirrors mirrors, Folders folders) {
        this(arguments, projects, targets, engines, repetitions, jobs, seed, buildLimit, afterRemove, statistics,
                writers, mirrors, folders, Comparison.USUAL);
    }

    /**
     * How the arms of the run are compared.
     *
     * @param until
     *            the rule that adds rounds to {@code repetitions}; null if none are added
     * @param slowDowns
     *            by target, the share by which its builds are made slower: 0.1 for 10 %
     */
    public record Comparison(PairOptions options, Until until, Map<String, Double> slowDowns) {
        public static final Comparison USUAL = new Comparison(PairOptions.USUAL, null, Map.of());
    }

    /**
     * The places of a run.
     *
     * @param home
     *            the study's checkout
     * @param work
     *            trials run in it: its file system is the disk target
     * @param cache
     *            prepared repositories
     * @param results
     *            holds a folder for each run
     */
    public record Folders(Path home, Path work, Path cache, Path results) {
        /**
         * Makes the cache, or checks that it is ours: who can change it decides what is built.
         *
         * @throws StudyException
         *             others can
         */
        public void takeCache() throws StudyException {
            try {
                OwnDirectory.take(cache);
            } catch (IOException e) {
                throw new StudyException("The cache " + cache + " can't be used (" + Messages.of(e)
                        + "); choose another with --cache.", e);
            }
        }
    }

    public Plan plan() {
        return plan(repetitions);
    }

    /** With another number of rounds; the order of the first ones is the same. */
    public Plan plan(int rounds) {
        return Plan.of(projectNames(), targetNames(), variants(), rounds, seed);
    }

    /**
     * The comparisons that get a verdict.
     *
     * @throws StudyException
     *             they, or the slow-downs, name what the run doesn't have
     */
    public List<ArmPair> asked() throws StudyException {
        for (String slowed : comparison.slowDowns().keySet()) {
            if (!targetNames().contains(slowed)) {
                throw new StudyException("There is no '" + slowed + "' in this run to slow down; --slow-down takes one"
                        + " of: " + String.join(" | ", targetNames()) + ".");
            }
        }
        Map<String, String> kinds = targets.stream()
                .collect(Collectors.toMap(TargetSpec::toString, TargetSpec::kind));
        List<StudyArm> arms = StudyArm.of(plan().trials(), targetNames(), kinds);
        List<ArmPair> asked = comparison.options().baselines(arms).pairs(projectNames(),
                comparison.options().judged());
        if (comparison.until() != null && asked.isEmpty()) {
            throw new StudyException(
                    "--until needs a comparison, and this run has none; choose one of its targets as the"
                            + " baseline by --against, or more targets.");
        }
        return asked;
    }

    public List<String> projectNames() {
        return projects.stream().map(Project::name).toList();
    }

    public List<String> targetNames() {
        return targets.stream().map(TargetSpec::toString).toList();
    }

    public List<String> engineNames() {
        return engines.stream().map(CloneEngine::label).toList();
    }

    public int mostJobs() {
        return jobs.getLast();
    }

    private List<SortedMap<String, String>> variants() {
        return engineNames().stream().flatMap(engine -> jobs.stream().map(count -> Variant.of(engine, count))).toList();
    }
}
