package workload.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import workload.process.Command;

/** Makes the repository that clones are served from: one branch, one pack, one bitmap, equal for equal commits. */
final class BareRepository {
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final Duration PACK_LIMIT = Duration.ofMinutes(60);

    private BareRepository() {}

    /**
     * Packs a commit and all that it reaches.
     *
     * <p>
     * {@link Packing#ANEW} by one thread and with git's own settings: what a clone weighs would otherwise depend
     * on how the origin happened to be packed (nginx: 8 or 54 MB), or on the number of cores.
     *
     * @param path
     *            of the new repository
     * @param objects
     *            object directory that holds the commit
     */
    static void create(Path path, Path objects, String commit, Packing packing) throws CorpusException, IOException {
        Files.createDirectories(path);
        git(path, SHORT, "init", "--quiet", "--bare", "--initial-branch=main", "--template=", ".");
        Path alternates = path.resolve("objects/info/alternates");
        Files.createDirectories(alternates.getParent());
        Files.writeString(alternates, objects + "\n", UTF_8);
        git(path, SHORT, "update-ref", "refs/heads/main", commit);
        // Not git repack: that leaves the objects of a partial clone in a pack apart.
        git(path, PACK_LIMIT, packObjects(packing));
        Files.delete(alternates);
        // Fails unless the new pack and its bitmap answer for themselves.
        git(path, SHORT, "rev-list", "--count", "--objects", "--use-bitmap-index", "main");
    }

    private static String[] packObjects(Packing packing) {
        List<String> arguments = new ArrayList<>(List.of("pack-objects", "--quiet", "--all"));
        if (packing == Packing.ANEW) {
            arguments.addAll(List.of("--no-reuse-object", "--no-reuse-delta"));
        }
        arguments.addAll(List.of("--delta-base-offset", "--threads=1", "--write-bitmap-index", "objects/pack/pack"));
        return arguments.toArray(String[]::new);
    }

    private static void git(Path path, Duration limit, String... arguments) throws CorpusException {
        Command.Result result = GitCommand.withDefaults(path, limit, arguments);
        if (!result.ok()) {
            throw new CorpusException("The repository can't be packed: git " + arguments[0] + " in " + path + " says: "
                    + result.lastLine() + "; check the mirror with git fsck, and the disk's free space.");
        }
    }
}
