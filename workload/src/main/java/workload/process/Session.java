package workload.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes of a command one that leads a session: it ends with all of its descendants when its standard input closes, as it
 * does however its starter dies, and a terminal's Ctrl-C doesn't reach it before its starter.
 *
 * <p>
 * A shell leads the group and watches its standard input, whose other end only the starter holds: when it closes, the
 * shell kills the group. The command itself sees an empty input.
 */
public final class Session {
    private static final String LEADER = """
            exec 3<&0 </dev/null
            { read -r _ <&3; kill -KILL 0; } &
            watcher=$!
            "$@" 3<&-
            status=$?
            kill "$watcher" 2>/dev/null
            exit $status
            """;

    private Session() {}

    /** The words to start; they end with the command's status. */
    public static List<String> of(List<String> command) {
        var words = new ArrayList<>(List.of("setsid", "sh", "-c", LEADER, "sh"));
        words.addAll(command);
        return words;
    }
}
