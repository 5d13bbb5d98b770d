package workload.plan;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
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

    /** Parts that can't be confused with each other or their project, nor be cloned into each other. */
    static void apart(String project, List<Part> parts) {
        for (Part part : parts) {
            if (part.name().equals(project)) {
                throw new IllegalArgumentException("a part has the project's own name '" + project + "'");
            }
            for (Part other : parts) {
                if (part != other && (part.name().equals(other.name()) || isInside(part, other))) {
                    throw new IllegalArgumentException("the parts '" + part.name() + "' and '" + other.name()
                            + "' need names and directories of their own, neither inside of the other");
                }
            }
        }
    }

    private static boolean isInside(Part part, Part other) {
        return Path.of(part.directory()).normalize().startsWith(Path.of(other.directory()).normalize());
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
