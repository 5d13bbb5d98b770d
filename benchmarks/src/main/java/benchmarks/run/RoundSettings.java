package benchmarks.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import workload.micro.Condition;
import workload.target.TargetSpec;

/**
 * What the user asked of a run.
 *
 * @param targets
 *            to compare, in the order of the tables; empty for each suite's own
 * @param variants
 *            to keep of those that a suite has
 * @param rounds
 *            or 0 for the suite's own number
 * @param quick
 *            short iterations and one round
 * @param divisor
 *            do only one n-th of the work
 * @param home
 *            the project's folder, with MemFS's launcher in it
 */
public record RoundSettings(List<TargetSpec> targets, Set<Condition> variants, int rounds, boolean quick, int divisor,
        Path home) {

    /** What a suite compares. */
    public List<TargetSpec> targetsOf(Suite suite) {
        return targets.isEmpty() ? suite.targets() : targets;
    }

    int roundsOf(Suite suite) {
        if (rounds > 0) {
            return rounds;
        }
        return quick ? 1 : suite.rounds();
    }

    /** Those of a suite's conditions that the user wants; may be none. */
    public List<Condition> variantsOf(Suite suite) {
        return suite.variants().stream().filter(variants::contains).toList();
    }
}
