package benchmarks.memory;

import java.util.Optional;

/** Whether a figure keeps to its bound, in a word for a table. */
final class Verdict {
    private Verdict() {}

    static String atMost(double bound, Optional<Double> value) {
        return value.map(figure -> figure <= bound ? "yes" : "no").orElse("");
    }
}
