package workload.explain;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import workload.stats.Stats;

/**
 * What a factor costs over every order of changing the factors: the orders differ where factors work on each other. The
 * means of all factors add up to the whole difference.
 *
 * @param count
 *            of the orders
 * @param mean
 *            over them, with what rounds have least and most, averaged
 * @param least
 *            seconds of the cheapest order, as most of the dearest: no measuring error
 * @param basis
 *            the worst of any time in it
 */
record Orders(long count, Cost mean, double least, double most, Basis basis) {

    /** Empty where one of the arms on some way has no time. */
    static Optional<Orders> of(Map<Arm, ArmFigures> figures, Arm start, List<Factor> factors, Factor factor) {
        List<Optional<Waterfall>> ways = permutations(factors).stream()
                .map(order -> Waterfall.of(figures, start, order)).toList();
        if (ways.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<Waterfall.Step> steps = ways.stream().map(way -> way.orElseThrow().step(factor)).toList();
        DoubleSummaryStatistics seconds = steps.stream().mapToDouble(Waterfall.Step::seconds).summaryStatistics();
        Cost mean = new Cost(seconds.getAverage(), rounds(steps, seconds.getAverage()));
        return Optional.of(new Orders(seconds.getCount(), mean, seconds.getMin(), seconds.getMax(),
                steps.stream().map(Waterfall.Step::basis).reduce(Basis.WHOLE, Basis::worst)));
    }

    /**
     * What the rounds of each order have least and most, averaged: the mean of medians always lies between, unlike between the
     * rounds' means, and errors of the orders that cancel each other aren't counted upon.
     */
    private static Optional<Stats> rounds(List<Waterfall.Step> steps, double mean) {
        List<Stats> each = steps.stream().flatMap(step -> step.cost().rounds().stream()).toList();
        return each.size() < steps.size()
                ? Optional.empty()
                : Optional.of(new Stats(each.stream().mapToInt(Stats::n).min().orElseThrow(), mean,
                        each.stream().mapToDouble(Stats::min).average().orElseThrow(),
                        each.stream().mapToDouble(Stats::max).average().orElseThrow()));
    }

    static List<List<Factor>> permutations(List<Factor> factors) {
        List<List<Factor>> all = List.of(List.of());
        for (Factor factor : factors) {
            all = all.stream().flatMap(shorter -> withEverywhere(shorter, factor).stream()).toList();
        }
        return all;
    }

    private static List<List<Factor>> withEverywhere(List<Factor> shorter, Factor factor) {
        List<List<Factor>> longer = new ArrayList<>();
        for (int place = 0; place <= shorter.size(); place++) {
            List<Factor> with = new ArrayList<>(shorter);
            with.add(place, factor);
            longer.add(with);
        }
        return longer;
    }
}
