package workload.explain;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a factor costs over every order of changing the factors: the orders differ where factors work on each other. The
 * means of all factors add up to the whole difference.
 *
 * @param count
 *            of the orders
 * @param mean
 *            seconds, as least and most
 * @param basis
 *            the worst of any time in it
 */
record Orders(long count, double mean, double least, double most, Basis basis) {

    /** Empty where one of the arms on some way has no time. */
    static Optional<Orders> of(Map<Arm, ArmFigures> figures, Arm start, List<Factor> factors, Factor factor) {
        List<Optional<Waterfall>> ways = permutations(factors).stream()
                .map(order -> Waterfall.of(figures, start, order)).toList();
        if (ways.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<Waterfall.Step> steps = ways.stream().map(way -> way.orElseThrow().step(factor)).toList();
        DoubleSummaryStatistics seconds = steps.stream().mapToDouble(Waterfall.Step::seconds).summaryStatistics();
        return Optional.of(new Orders(seconds.getCount(), seconds.getAverage(), seconds.getMin(), seconds.getMax(),
                steps.stream().map(Waterfall.Step::basis).reduce(Basis.WHOLE, Basis::worst)));
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
