package workload.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import workload.process.Command;

/**
 * The git on the PATH, for what JGit does worse: fetching through the user's proxies, packing, serving. The repository is
 * always named explicitly; a GIT_DIR of a hook or a user has no effect.
 */
final class GitCommand {
    private GitCommand() {}

    /** With the user's settings: proxies, credentials. */
    static Command.Result withUserSettings(Path directory, Duration limit, String... arguments)
            throws CorpusException {
        return run(directory, limit, Command.of(words(arguments)).asUser());
    }

    /** With git's defaults, so that equal input gives equal packs, and for repositories of any owner. */
    static Command.Result withDefaults(Path directory, Duration limit, String... arguments) throws CorpusException {
        return run(directory, limit, Command.of(words(arguments)));
    }

    private static List<String> words(String... arguments) {
        var words = new ArrayList<>(List.of("git", "-c", "safe.directory=*"));
        words.addAll(List.of(arguments));
        return words;
    }

    /** The ceiling keeps git from finding another repository in the directories above. */
    private static Command.Result run(Path directory, Duration limit, Command command) throws CorpusException {
        String ceiling = String.valueOf(directory.toAbsolutePath().getParent());
        try {
            return command.in(directory).within(limit).with(Map.of("GIT_CEILING_DIRECTORIES", ceiling)).run();
        } catch (IOException e) {
            throw new CorpusException("git can't be run (" + e.getMessage() + "); run: sudo apt-get install -y git", e);
        }
    }
}
