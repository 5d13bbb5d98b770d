package workload.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import workload.study.TrialKey;

/**
 * All trials of a run in their order.
 *
 * <p>
 * The rounds of a project run one after the other, so that the trials that are compared are close to each other in time.
 * A round (a repetition) has each target in each variant once. Their order follows a Williams square: over as many rounds
 * as there are arms, each arm has each place once, so that a machine that slows down in the meantime slows all alike. No
 * arm always follows the same other one.
 */
public final class Plan {
    private final List<TrialKey> trials;

    private Plan(List<TrialKey> trials) {
        this.trials = List.copyOf(trials);
    }

    /**
     * Projects × targets × variants, as often as wanted. Equal arguments give an equal order; with more repetitions or projects
     * the order of a project's first rounds stays the same.
     *
     * @param repetitions
     *            at least 1
     * @param seed
     *            of the squares
     */
    public static Plan of(List<String> projects, List<String> targets, List<SortedMap<String, String>> variants,
            int repetitions, long seed) {
        List<TrialKey> trials = new ArrayList<>();
        for (String project : projects) {
            List<TrialKey> arms = arms(project, targets, variants);
            trials.addAll(rounds(arms, repetitions, new SplittableRandom(seed + project.hashCode())));
        }
        return new Plan(trials);
    }

    /** The arms, as keys of a round that has no number yet. */
    private static List<TrialKey> arms(String project, List<String> targets, List<SortedMap<String, String>> variants) {
        return targets.stream()
                .flatMap(target -> variants.stream().map(variant -> new TrialKey(project, target, variant, 0)))
                .toList();
    }

    private static List<TrialKey> rounds(List<TrialKey> arms, int repetitions, RandomGenerator random) {
        List<List<Integer>> orders = new ArrayList<>();
        while (orders.size() < repetitions) {
            orders.addAll(WilliamsSquare.of(arms.size(), random));
        }
        List<TrialKey> trials = new ArrayList<>();
        for (int repetition = 1; repetition <= repetitions; repetition++) {
            for (int arm : orders.get(repetition - 1)) {
                TrialKey key = arms.get(arm);
                trials.add(new TrialKey(key.project(), key.target(), key.variant(), repetition));
            }
        }
        return trials;
    }

    /** In the order in which they are to run. */
    public List<TrialKey> trials() {
        return trials;
    }
}
