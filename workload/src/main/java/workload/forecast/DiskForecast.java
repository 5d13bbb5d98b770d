package workload.forecast;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import workload.phase.CloneEngine;
import workload.plan.Project;
import workload.target.TargetSpec;
import workload.trial.RunSettings;

/** What a run needs of its file systems: room for one tree, for corpora that aren't there yet, and for results. */
final class DiskForecast {
    /** Of a trial: ten times what logs, samples and statistics of the committed runs take. */
    private static final long RESULT_BYTES = ProjectTrees.MIB;

    private final RunSettings settings;
    private final ProjectTrees trees;
    private final Project largest;
    private final List<Place> places;

    /** All that is needed on one file system. */
    private record Place(Path directory, long bytes, Long freeBytes) {
        String describe() {
            return "about " + ProjectTrees.print(bytes) + " at " + directory + " (free: "
                    + ProjectTrees.print(freeBytes) + ")";
        }

        boolean isTooSmall() {
            return freeBytes != null && freeBytes < bytes;
        }
    }

    private record Need(Path directory, long bytes) {}

    DiskForecast(RunSettings settings, ProjectTrees trees, Project largest, AvailableSpace room, int trials) {
        this.settings = settings;
        this.trees = trees;
        this.largest = largest;
        RunSettings.Folders folders = settings.folders();
        this.places = places(room, List.of(new Need(folders.work(), isOnDisk() ? trees.bytes(largest) : 0),
                new Need(folders.cache(), corpora()), new Need(folders.results(), trials * RESULT_BYTES)));
    }

    private static List<Place> places(AvailableSpace room, List<Need> needs) {
        return needs.stream().map(need -> room.disk(need.directory()).id()).distinct().map(id -> {
            List<Need> here = needs.stream().filter(need -> room.disk(need.directory()).id().equals(id)).toList();
            Path directory = here.getFirst().directory();
            return new Place(directory, here.stream().mapToLong(Need::bytes).sum(), room.disk(directory).freeBytes());
        }).filter(place -> place.bytes() > 0).toList();
    }

    /** JGit is warmed up by clones to the work directory. */
    private boolean isOnDisk() {
        return settings.engines().contains(CloneEngine.JGIT)
                || settings.targets().stream().map(TargetSpec::kind).anyMatch("disk"::equals);
    }

    /** A corpus takes at most what the tree does, which holds a repository too; as much again while it is made. */
    private long corpora() {
        List<Long> missing = trees.projects().stream().filter(project -> !isCached(project.name())).map(trees::bytes)
                .toList();
        return missing.stream().mapToLong(Long::longValue).sum()
                + missing.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Of whatever ref: what another one takes is a guess in any case. */
    private boolean isCached(String project) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(settings.folders().cache(),
                project + "-{mirror,upstream,source-package}-*")) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry)) {
                    return true;
                }
            }
            return false;
        } catch (IOException _) {
            return false;
        }
    }

    String line() {
        return "  Disk: " + places.stream().map(Place::describe).collect(Collectors.joining(", ")) + ": "
                + (isOnDisk() ? trees.describe(largest) + ", " : "") + "corpora to be fetched, and results.";
    }

    /** The sentence for people where there is too little. */
    Optional<String> missing() {
        return places.stream().filter(Place::isTooSmall).findFirst()
                .map(place -> "The run may need about " + ProjectTrees.print(place.bytes()) + " of disk at "
                        + place.directory()
                        + ", where " + ProjectTrees.print(place.freeBytes())
                        + " are free; make room, choose other folders with"
                        + " --work-dir, --cache and --results, or leave out " + largest.name() + ".");
    }
}
