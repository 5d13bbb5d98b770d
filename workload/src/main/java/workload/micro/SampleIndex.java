package workload.micro;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import workload.stats.Stats;

/**
 * Samples by what they measure, and ratios that are taken within a round: of the medians of its shots, since targets may
 * have different numbers of them.
 */
final class SampleIndex {
    private final Map<Row, List<Sample>> rows;
    private final List<Sample> samples;

    /** What the rounds repeat. */
    record Row(String work, Condition condition, String target) {
        Row on(String otherTarget) {
            return new Row(work, condition, otherTarget);
        }

        Row doing(String otherWork) {
            return new Row(otherWork, condition, target);
        }

        private static Row of(Sample sample) {
            return new Row(sample.work(), sample.variant(), sample.target());
        }
    }

    SampleIndex(List<Sample> samples) {
        this.samples = List.copyOf(samples);
        rows = samples.stream().collect(Collectors.groupingBy(Row::of));
    }

    /** In the order in which they were first measured. */
    List<String> works() {
        return samples.stream().map(Sample::work).distinct().toList();
    }

    List<Condition> conditions() {
        return samples.stream().map(Sample::variant).distinct().sorted().toList();
    }

    List<String> targets() {
        return samples.stream().map(Sample::target).distinct().toList();
    }

    /** All samples of a row, none where it wasn't measured. */
    List<Sample> of(Row row) {
        return rows.getOrDefault(row, List.of());
    }

    Optional<Stats> stats(Row row, ToDoubleFunction<Sample> quantity) {
        return Stats.of(of(row).stream().mapToDouble(quantity));
    }

    /** One row's cost for each unit over another's, of the rounds that have both. */
    Optional<Stats> ratio(Row row, Row base) {
        return ratio(of(row), of(base), Sample::micros);
    }

    /** One row's median of each round over another's, of the rounds that have both. */
    static Optional<Stats> ratio(List<Sample> samples, List<Sample> bases, ToDoubleFunction<Sample> quantity) {
        Map<Integer, Double> below = medians(bases, quantity);
        return Stats.of(medians(samples, quantity).entrySet().stream()
                .filter(round -> below.containsKey(round.getKey()))
                .mapToDouble(round -> round.getValue() / below.get(round.getKey())));
    }

    private static Map<Integer, Double> medians(List<Sample> samples, ToDoubleFunction<Sample> quantity) {
        return samples.stream().collect(Collectors.groupingBy(Sample::round, Collectors.collectingAndThen(
                Collectors.toList(),
                round -> Stats.of(round.stream().mapToDouble(quantity)).orElseThrow().median())));
    }

    /** The target of a kind without options, as tmpfs, or else the first one with some. */
    Optional<String> target(String kind) {
        return targets().contains(kind)
                ? Optional.of(kind)
                : targets().stream().filter(target -> target.startsWith(kind + ":")).findFirst();
    }

    /** The first work of the same family, to which "WORK, at N files" is compared; empty for work that has none. */
    Optional<String> firstOfFamily(String work) {
        int comma = work.lastIndexOf(", ");
        return comma < 0
                ? Optional.empty()
                : works().stream().filter(other -> other.startsWith(work.substring(0, comma + 2))).findFirst()
                        .filter(first -> !first.equals(work));
    }
}
