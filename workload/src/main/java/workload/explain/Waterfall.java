package workload.explain;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way from one arm to another, a factor at a time: each step takes off what its factor cost, and they add up. */
record Waterfall(List<Step> steps) {

    /** One factor's change. */
    record Step(Factor factor, ArmFigures before, ArmFigures after) {
        /** Seconds that the factor cost. */
        double seconds() {
            return before.median() - after.median();
        }

        boolean extrapolated() {
            return before.extrapolated() || after.extrapolated();
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

    double seconds(Factor factor) {
        return steps.stream().filter(step -> step.factor() == factor).mapToDouble(Step::seconds).sum();
    }

    /** What a factor costs over every order of changing them: they differ where factors work on each other. */
    static Optional<DoubleSummaryStatistics> overAllOrders(Map<Arm, ArmFigures> figures, Arm start,
            List<Factor> factors,
            Factor factor) {
        List<Optional<Waterfall>> all = permutations(factors).stream().map(order -> of(figures, start, order)).toList();
        if (all.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(all.stream().mapToDouble(waterfall -> waterfall.orElseThrow().seconds(factor))
                .summaryStatistics());
    }

    static List<List<Factor>> permutations(List<Factor> factors) {
        List<List<Factor>> all = new ArrayList<>(List.of(List.of()));
        for (Factor factor : factors) {
            List<List<Factor>> longer = new ArrayList<>();
            for (List<Factor> shorter : all) {
                for (int place = 0; place <= shorter.size(); place++) {
                    List<Factor> with = new ArrayList<>(shorter);
                    with.add(place, factor);
                    longer.add(with);
                }
            }
            all = longer;
        }
        return all;
    }
}
