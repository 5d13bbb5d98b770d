package workload.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The way from one arm to another, a factor at a time: each step takes off what its factor cost, and they add up. */
record Waterfall(List<Step> steps) {

    /** One factor's change. */
    record Step(Factor factor, ArmFigures before, ArmFigures after) {
        /** Seconds that the factor cost. */
        double seconds() {
            return before.median() - after.median();
        }

        /** The same by the clones of each round that has both arms. */
        Map<Integer, Double> byRound() {
            Map<Integer, Double> seconds = new TreeMap<>();
            before.rounds().forEach((round, with) -> Optional.ofNullable(after.rounds().get(round))
                    .ifPresent(without -> seconds.put(round, with - without)));
            return seconds;
        }

        Cost cost() {
            return Cost.of(seconds(), byRound().values());
        }

        Basis basis() {
            return Basis.worst(before.basis(), after.basis());
        }
    }

    /** Empty where one of its arms has no time. */
    static Optional<Waterfall> of(Map<Arm, ArmFigures> figures, Arm start, List<Factor> order) {
        List<Step> steps = new ArrayList<>();
        Arm at = start;
        for (Factor factor : order) {
            Arm next = factor.ours(at);
            if (!figures.containsKey(at) || !figures.containsKey(next)) {
                return Optional.empty();
            }
            steps.add(new Step(factor, figures.get(at), figures.get(next)));
            at = next;
        }
        return Optional.of(new Waterfall(List.copyOf(steps)));
    }

    ArmFigures first() {
        return steps.getFirst().before();
    }

    ArmFigures last() {
        return steps.getLast().after();
    }

    /** Seconds between its ends. */
    double total() {
        return first().median() - last().median();
    }

    /** Of its ends. */
    Basis basis() {
        return Basis.worst(first().basis(), last().basis());
    }

    /** Whether all clones of its first end took longer than all of its last: else there is nothing to take apart. */
    boolean differs() {
        return first().seconds().min() > last().seconds().max();
    }

    Step step(Factor factor) {
        return steps.stream().filter(step -> step.factor() == factor).findFirst().orElseThrow();
    }
}
