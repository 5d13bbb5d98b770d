package workload.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import workload.corpus.Mirrors;
import workload.os.OwnDirectory;
import workload.phase.CloneEngine;
import workload.plan.Plan;
import workload.plan.Project;
import workload.result.StudyException;
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
 */
public record RunSettings(List<String> arguments, List<Project> projects, List<TargetSpec> targets,
        List<CloneEngine> engines, int repetitions, List<Integer> jobs, long seed, Duration buildLimit,
        Duration afterRemove, boolean statistics, boolean writers, Mirrors mirrors, Folders folders) {

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
        return Plan.of(projects.stream().map(Project::name).toList(), targetNames(), variants(), repetitions, seed);
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
        List<SortedMap<String, String>> variants = new ArrayList<>();
        for (String engine : engineNames()) {
            for (int count : jobs) {
                SortedMap<String, String> variant = new TreeMap<>();
                variant.put(Variant.CLONE, engine);
                variant.put(Variant.JOBS, Integer.toString(count));
                variants.add(variant);
            }
        }
        return variants;
    }
}
