package workload.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Repositories on this machine that the user named with {@code --mirror}. */
public final class Mirrors {
    private final Map<String, Path> byName;
    private final List<Path> directories;

    private Mirrors(Map<String, Path> byName, List<Path> directories) {
        this.byName = Map.copyOf(byName);
        this.directories = List.copyOf(directories);
    }

    /**
     * Reads the values of {@code --mirror}: DIR, which holds NAME.git or NAME for some of the projects, or NAME=PATH, one
     * repository, bare or plain, which comes before any DIR.
     *
     * @throws CorpusException
     *             when a path is missing, or a DIR is itself a repository
     */
    public static Mirrors parse(List<String> arguments) throws CorpusException {
        var byName = new HashMap<String, Path>();
        var directories = new ArrayList<Path>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            boolean named = equals > 0 && argument.indexOf('/') != 0 && !Files.isDirectory(Path.of(argument));
            Path path = real(argument, Path.of(named ? argument.substring(equals + 1) : argument));
            if (named) {
                byName.put(argument.substring(0, equals), path);
            } else {
                directories.add(parent(path));
            }
        }
        return new Mirrors(byName, directories);
    }

    /** Not normalized: behind a link, ".." is where the link leads. */
    private static Path real(String argument, Path path) throws CorpusException {
        try {
            if (Files.isDirectory(path)) {
                return path.toRealPath();
            }
        } catch (IOException _) {
            // It is gone meanwhile.
        }
        throw new CorpusException("--mirror " + argument + ": there is no directory " + path.toAbsolutePath()
                + "; give DIR or NAME=PATH.");
    }

    private static Path parent(Path directory) throws CorpusException {
        if (isRepository(directory)) {
            throw new CorpusException("--mirror " + directory + " is itself a repository; say whose: --mirror NAME="
                    + directory);
        }
        return directory;
    }

    private static boolean isRepository(Path directory) {
        return Files.exists(directory.resolve(".git"))
                || Files.exists(directory.resolve("HEAD")) && Files.isDirectory(directory.resolve("objects"));
    }

    /** The repository for a project, if one was named. */
    Optional<Path> find(String project) {
        if (byName.containsKey(project)) {
            return Optional.of(byName.get(project));
        }
        return directories.stream()
                .flatMap(dir -> List.of(dir.resolve(project + ".git"), dir.resolve(project)).stream())
                .filter(Files::isDirectory).findFirst();
    }
}
