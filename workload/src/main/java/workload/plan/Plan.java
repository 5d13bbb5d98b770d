package workload.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.IntStream;

import workload.study.TrialKey;

/**
 * All trials of a run in their order.
 *
 * <p>
 * Each repetition runs every combination once, shuffled, before the next begins: a machine that slows down in the
 * meantime then slows all targets alike, and no target always follows the same other one.
 */
public final class Plan {
    private final List<TrialKey> trials;

    private Plan(List<TrialKey> trials) {
        this.trials = List.copyOf(trials);
    }

    /**
     * Projects × targets × variants, as often as wanted; equal arguments give an equal order.
     *
     * @param repetitions
     *            at least 1
     * @param seed
     *            of the shuffles
     */
    public static Plan of(List<String> projects, List<String> targets, List<SortedMap<String, String>> variants,
            int repetitions, long seed) {
        var random = new Random(seed);
        return new Plan(IntStream.rangeClosed(1, repetitions).boxed()
                .flatMap(repetition -> round(projects, targets, variants, repetition, random).stream()).toList());
    }

    private static List<TrialKey> round(List<String> projects, List<String> targets,
            List<SortedMap<String, String>> variants, int repetition, Random random) {
        var round = new ArrayList<TrialKey>();
        for (String project : projects) {
            for (String target : targets) {
                for (SortedMap<String, String> variant : variants) {
                    round.add(new TrialKey(project, target, variant, repetition));
                }
            }
        }
        Collections.shuffle(round, random);
        return round;
    }

    /** In the order in which they are to run. */
    public List<TrialKey> trials() {
        return trials;
    }
}
