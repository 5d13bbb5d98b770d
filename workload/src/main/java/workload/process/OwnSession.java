package workload.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes of a command one that leads a session: it ends with all of its descendants when its standard input closes, as it
 * does however its starter dies, and a terminal's Ctrl-C doesn't reach it before its starter. It has the default action
 * of every signal ({@link DefaultSignals}).
 *
 * <p>
 * A shell leads the group and watches its standard input, whose other end only the starter holds: when it closes, the
 * shell kills the group. The command itself sees an empty input.
 *
 * <p>
 * A server leads its session itself: its process id, its status and what it costs are then its own. The shell that
 * watches is a child of it, which {@link #isWatcher} tells apart.
 */
public final class OwnSession {
    private static final String LEADER = """
            exec 3<&0 </dev/null
            { read -r _ <&3; kill -KILL 0; } &
            watcher=$!
            "$@" 3<&-
            status=$?
            kill "$watcher" 2>/dev/null
            exit $status
            """;

    private static final String WATCHER = "memfs-study-watcher";
    /** The watcher outlives a SIGTERM to the group: it guards until the last of it has ended. */
    private static final String SERVER = """
            exec 3<&0 </dev/null
            { trap '' TERM; read -r _ <&3; kill -KILL 0; } &
            exec "$@" 3<&-
            """;

    private OwnSession() {}

    /** The words to start; they end with the command's status. */
    public static List<String> of(List<String> command) {
        return started(List.of("setsid", "sh", "-c", LEADER, "sh"), command);
    }

    /** The words to start for a process that becomes the command, and so leads its session. */
    public static List<String> ofServer(List<String> command) {
        return started(List.of("setsid", "sh", "-c", SERVER, WATCHER), command);
    }

    private static List<String> started(List<String> leader, List<String> command) {
        var words = new ArrayList<>(leader);
        words.addAll(command);
        return DefaultSignals.of(words);
    }

    /** Whether a command line, as {@code /proc/PID/cmdline} has it, is that of the shell which watches a server. */
    public static boolean isWatcher(String commandLine) {
        return commandLine.contains("\0" + WATCHER + "\0");
    }
}
