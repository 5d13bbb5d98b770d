package workload.explain;

import java.time.Duration;
import java.util.List;

import workload.corpus.Mirrors;
import workload.plan.Project;
import workload.run.RunSettings;

/**
 * What the user asked for.
 *
 * @param rounds
 *            clones of each arm
 * @param cap
 *            after which a clone is ended and its arm extrapolated from smaller ones
 * @param seed
 *            of the order in each round
 */
public record Settings(List<String> arguments, Project project, int rounds, Duration cap, long seed, Mirrors mirrors,
        RunSettings.Folders folders) {}
