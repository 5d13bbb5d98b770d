package workload.plan;

import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Pattern;

/** Checks of the keys that a project must have; their messages end up behind the file's name and line. */
final class Required {
    /** Names become directories and parts of option values. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private Required() {}

    static void name(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name for a project: letters, digits, . _ -");
        }
    }

    /** A path that stays inside of the checkout. */
    static void insidePath(String path, String key) {
        text(path, key);
        Path normal = Path.of(path).normalize();
        if (normal.isAbsolute() || normal.startsWith("..") || normal.toString().isEmpty()) {
            throw new IllegalArgumentException("'" + path + "' of the key '" + key + "' is not inside of the checkout");
        }
    }

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
