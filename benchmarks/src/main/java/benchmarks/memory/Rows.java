package benchmarks.memory;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The measurements of one experiment, by target and step. */
record Rows(List<Measurement> all) {

    /** In the order in which they were measured. */
    List<String> targets() {
        return all.stream().map(Measurement::target).distinct().toList();
    }

    Stream<Measurement> of(String target, String step) {
        return all.stream().filter(row -> row.target().equals(target) && row.step().equals(step));
    }

    /** The only one, or the first of several. */
    Optional<Measurement> first(String target, String step) {
        return of(target, step).findFirst();
    }

    Optional<Measurement> last(String target, String step) {
        return of(target, step).reduce((_, later) -> later);
    }

    /** What a step added to what an earlier one held; empty where one of them wasn't reached. */
    Optional<Figures> growth(String target, String from, String to) {
        return first(target, from)
                .flatMap(before -> last(target, to).map(after -> after.figures().since(before.figures())));
    }

    /** For a chart. */
    static double[] values(Stream<Measurement> rows, ToDoubleFunction<Measurement> value) {
        return rows.mapToDouble(value).toArray();
    }
}
