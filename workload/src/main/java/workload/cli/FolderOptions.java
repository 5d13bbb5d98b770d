package workload.cli;

import java.nio.file.Path;

import picocli.CommandLine.Option;
import workload.os.NamedPath;
import workload.os.User;
import workload.trial.RunSettings;

/** Where things are. */
final class FolderOptions {
    @Option(names = "--results", paramLabel = "DIR", description = "Where runs are kept; default: results/ of the study.")
    private Path results;

    @Option(names = "--work-dir", paramLabel = "DIR", description = "Where trials run: its file system is the target"
            + " disk; default: /var/tmp/memfs-study-UID.")
    private Path work = Path.of("/var/tmp/memfs-study-" + User.uid());

    @Option(names = "--cache", paramLabel = "DIR", description = "Where prepared repositories are kept; default:"
            + " ~/.cache/memfs-study.")
    private Path cache;

    Path results() {
        return results == null ? home().resolve("results") : NamedPath.absolute(results);
    }

    RunSettings.Folders folders() {
        return new RunSettings.Folders(home(), NamedPath.absolute(work), cache(), results());
    }

    private Path cache() {
        if (cache != null) {
            return NamedPath.absolute(cache);
        }
        String base = System.getenv("XDG_CACHE_HOME");
        Path caches = base == null || base.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(base);
        return caches.resolve("memfs-study");
    }

    /** The study's checkout, as benchmark.sh says it. */
    private static Path home() {
        return Path.of(System.getProperty("study.home", ".")).toAbsolutePath().normalize();
    }
}
