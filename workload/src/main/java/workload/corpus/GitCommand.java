package workload.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import workload.process.Command;

/** The git on the PATH, for what JGit does worse: fetching through the user's proxies, packing, serving. */
final class GitCommand {
    /** The repository is the one we name, not the one that a hook or the user's shell points at. */
    private static final Map<String, String> NO_POINTERS = Map.of("GIT_DIR", "", "GIT_WORK_TREE", "", "GIT_INDEX_FILE",
            "", "GIT_OBJECT_DIRECTORY", "", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "", "GIT_TERMINAL_PROMPT", "0");
    private static final Map<String, String> NO_SETTINGS = Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL",
            "/dev/null");

    private GitCommand() {}

    /** With the user's settings: proxies, credentials. */
    static Command.Result withUserSettings(Path directory, Duration limit, String... arguments)
            throws CorpusException {
        return run(command(directory, limit, arguments));
    }

    /** With git's defaults, so that equal input gives equal packs, and for repositories of any owner. */
    static Command.Result withDefaults(Path directory, Duration limit, String... arguments) throws CorpusException {
        return run(command(directory, limit, arguments).with(NO_SETTINGS));
    }

    /** The variables that {@link #withDefaults} sets; empty values mean unset. */
    static Map<String, String> defaults() {
        var all = new HashMap<>(NO_POINTERS);
        all.putAll(NO_SETTINGS);
        return all;
    }

    private static Command command(Path directory, Duration limit, String... arguments) {
        var words = new ArrayList<>(List.of("git", "-c", "safe.directory=*"));
        words.addAll(List.of(arguments));
        // The ceiling: a directory inside of some other repository is not itself one.
        return Command.of(words).in(directory).within(limit).with(NO_POINTERS)
                .with(Map.of("GIT_CEILING_DIRECTORIES", String.valueOf(directory.toAbsolutePath().getParent())));
    }

    private static Command.Result run(Command command) throws CorpusException {
        try {
            return command.run();
        } catch (IOException e) {
            throw new CorpusException("git can't be run (" + e.getMessage() + "); run: sudo apt-get install -y git", e);
        }
    }
}
