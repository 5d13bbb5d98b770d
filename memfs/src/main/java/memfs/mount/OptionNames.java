package memfs.mount;

import java.util.Set;
import java.util.TreeSet;

/**
 * The options that somebody understands.
 *
 * @param flags
 *            on or off: {@code ro}, {@code noxattr}
 * @param values
 *            with a value: {@code size=4g}
 */
record OptionNames(Set<String> flags, Set<String> values) {

    boolean has(String option) {
        return flags.contains(option) || values.contains(option);
    }

    OptionNames and(OptionNames other) {
        return new OptionNames(union(flags, other.flags), union(values, other.values));
    }

    /** In alphabetical order. */
    Set<String> all() {
        return union(flags, values);
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> union = new TreeSet<>(some);
        union.addAll(more);
        return union;
    }
}
