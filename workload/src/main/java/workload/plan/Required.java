package workload.plan;

import java.util.Collection;

/** Checks of the keys that a project must have; their messages end up behind the file's name and line. */
final class Required {
    private Required() {}

    static void text(String value, String key) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the key '" + key + "' is missing or empty");
        }
    }

    static void some(Collection<?> values, String key) {
        if (values == null || values.isEmpty()) {
            throw new IllegalArgumentException("the key '" + key + "' is missing or empty");
        }
    }
}
