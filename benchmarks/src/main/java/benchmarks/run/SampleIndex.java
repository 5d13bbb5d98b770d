package benchmarks.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

import workload.report.Stats;

/** Samples by what they measure, and ratios that are taken within a round. */
final class SampleIndex {
    private final Map<Row, SortedMap<Integer, Sample>> rounds;
    private final List<Sample> samples;

    /** What the rounds repeat. */
    record Row(String work, Variant variant, String target) {
        Row on(String otherTarget) {
            return new Row(work, variant, otherTarget);
        }

        Row doing(String otherWork) {
            return new Row(otherWork, variant, target);
        }

        private static Row of(Sample sample) {
            return new Row(sample.work(), sample.variant(), sample.target());
        }
    }

    SampleIndex(List<Sample> samples) {
        this.samples = List.copyOf(samples);
        rounds = samples.stream().collect(Collectors.groupingBy(Row::of,
                Collectors.toMap(Sample::round, sample -> sample, (_, last) -> last, TreeMap::new)));
    }

    /** In the order in which they were first measured. */
    List<String> works() {
        return samples.stream().map(Sample::work).distinct().toList();
    }

    List<Variant> variants() {
        return samples.stream().map(Sample::variant).distinct().sorted().toList();
    }

    List<String> targets() {
        return samples.stream().map(Sample::target).distinct().toList();
    }

    /** The rounds of a row, none where it wasn't measured. */
    Collection<Sample> of(Row row) {
        return byRound(row).values();
    }

    private SortedMap<Integer, Sample> byRound(Row row) {
        return rounds.getOrDefault(row, new TreeMap<>());
    }

    Optional<Stats> stats(Row row, ToDoubleFunction<Sample> quantity) {
        return Stats.of(of(row).stream().mapToDouble(quantity));
    }

    /** One row's cost for each unit over another's, of the rounds that have both. */
    Optional<Stats> ratio(Row row, Row base) {
        SortedMap<Integer, Sample> bases = byRound(base);
        DoubleStream ratios = of(row).stream().filter(sample -> bases.containsKey(sample.round()))
                .mapToDouble(sample -> sample.micros() / bases.get(sample.round()).micros());
        return Stats.of(ratios);
    }

    /** The first target of a kind: tmpfs, or tmpfs with options. */
    Optional<String> target(String kind) {
        return targets().stream().filter(target -> target.equals(kind) || target.startsWith(kind + ":")).findFirst();
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
