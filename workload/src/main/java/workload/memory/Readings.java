package workload.memory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import workload.page.Ink;

/** The readings of one experiment, by target and step. */
record Readings(List<Reading> all) {

    /** In the order in which they were measured. */
    List<String> targets() {
        return all.stream().map(Reading::target).distinct().toList();
    }

    /** The first MemFS; the first target without one. */
    Optional<String> subject() {
        return targets().stream().filter(target -> target.startsWith("memfs")).findFirst()
                .or(() -> targets().stream().findFirst());
    }

    Ink ink(String target) {
        return Ink.of(target, targets());
    }

    Stream<Reading> of(String target, String step) {
        return all.stream().filter(row -> row.target().equals(target) && row.step().equals(step));
    }

    /** The only one, or the first of several. */
    Optional<Reading> first(String target, String step) {
        return of(target, step).findFirst();
    }

    Optional<Reading> last(String target, String step) {
        return of(target, step).reduce((_, later) -> later);
    }

    /** What a step added to what an earlier one held; empty where one of them wasn't reached. */
    Optional<Figures> growth(String target, String from, String to) {
        return first(target, from)
                .flatMap(before -> last(target, to).map(after -> after.figures().since(before.figures())));
    }
}
