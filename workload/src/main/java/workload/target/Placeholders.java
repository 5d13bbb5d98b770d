package workload.target;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** What stands in a command for a directory that each trial makes. */
final class Placeholders {
    static final String MOUNT = "{mount}";
    static final String DISK = "{disk}";
    static final String TMPFS = "{tmpfs}";
    /** What a shell takes as it stands. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._+-]+");

    private Placeholders() {}

    /** Puts a directory in a placeholder's place, as one word of a shell. */
    static String replace(String command, String placeholder, Path directory) {
        return command.replace(placeholder, quote(directory.toString()));
    }

    private static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
