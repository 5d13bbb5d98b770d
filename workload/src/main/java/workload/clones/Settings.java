package workload.clones;

import java.time.Duration;
import java.util.List;

import workload.corpus.Mirrors;
import workload.corpus.Packing;
import workload.plan.Project;
import workload.trial.RunSettings;

/**
 * What the user asked for.
 *
 * @param rounds
 *            clones of each arm
 * @param cap
 *            after which a clone is ended and its arm extrapolated from smaller ones
 * @param seed
 *            of the order in each round
 * @param packing
 *            of the corpus
 * @param waterfallOnly
 *            leave out all arms that aren't steps of the waterfall
 */
public record Settings(List<String> arguments, Project project, int rounds, Duration cap, long seed, Mirrors mirrors,
        Packing packing, boolean waterfallOnly, RunSettings.Folders folders) {}
