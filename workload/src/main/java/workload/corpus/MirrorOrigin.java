package workload.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import workload.plan.Project;
import workload.process.Command;

/** A repository on this machine that the user named. Its objects are read in place. */
record MirrorOrigin(Project project, Path path) implements Origin {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Override
    public String label() {
        return "mirror";
    }

    /** A branch that moves on in the mirror makes another corpus: the commit counts, not its name. */
    @Override
    public String identity() throws CorpusException {
        return path + " " + commit();
    }

    @Override
    public Found find(Path scratch) throws CorpusException {
        return new Found(objects(), commit(), path.toString());
    }

    private Path objects() throws CorpusException {
        Command.Result result = git("rev-parse", "--is-shallow-repository", "--path-format=absolute", "--git-path",
                "objects");
        List<String> lines = result.output().lines().toList();
        if (!result.ok() || lines.size() != 2) {
            throw new CorpusException(path + " is not a Git repository; give --mirror " + project.name()
                    + "=PATH the path of one, bare or with a work tree.");
        }
        if (lines.getFirst().equals("true")) {
            throw new CorpusException(path + " is a shallow clone, its history is cut off; run: git -C " + path
                    + " fetch --unshallow");
        }
        return Path.of(lines.get(1));
    }

    private String commit() throws CorpusException {
        // First of all that it is a whole repository: a ref of any other would seem to be missing.
        objects();
        for (String name : List.of(project.ref(), "origin/" + project.ref())) {
            Command.Result result = git("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
            if (result.ok()) {
                return result.output();
            }
        }
        throw new CorpusException(
                "The mirror " + path + " has no ref '" + project.ref() + "'; fetch it there, or choose"
                        + " one that it has with --ref " + project.name() + "=REF.");
    }

    private Command.Result git(String... arguments) throws CorpusException {
        if (!Files.isDirectory(path)) {
            throw new CorpusException("There is no directory " + path + "; check --mirror.");
        }
        return GitCommand.withDefaults(path, LIMIT, arguments);
    }
}
