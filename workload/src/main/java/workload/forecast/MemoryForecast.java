package workload.forecast;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import workload.plan.Project;
import workload.target.TargetSpec;
import workload.trial.RunSettings;

/** What a run needs of the machine's memory: for one tree on the target that takes most of it, and for its build. */
final class MemoryForecast {
    private static final List<String> MEMFS = List.of("memfs", "memfs-jnr");
    /** README, Memory: how many times its tree a target holds that can't be reclaimed. */
    private static final double MEMFS_SHARE = 1.2;
    private static final double TMPFS_SHARE = 1.05;
    /** A server that serves nothing takes 50 to 60 MiB. */
    private static final long SERVER_BYTES = 60 * ProjectTrees.MIB;
    /** What a compiler takes of a large source. */
    private static final long JOB_BYTES = 256 * ProjectTrees.MIB;

    private final RunSettings settings;
    private final ProjectTrees trees;
    private final Project largest;
    private final long held;
    private final long bytes;
    private final Long available;

    MemoryForecast(RunSettings settings, ProjectTrees trees, Project largest, AvailableSpace room) {
        this.settings = settings;
        this.trees = trees;
        this.largest = largest;
        this.held = settings.targets().stream().map(TargetSpec::kind).mapToLong(this::held).max().orElse(0);
        this.bytes = held + settings.mostJobs() * JOB_BYTES;
        this.available = room.memory();
    }

    private long held(String target) {
        long tree = trees.bytes(largest);
        if (target.equals("tmpfs")) {
            return Math.round(tree * TMPFS_SHARE);
        }
        return MEMFS.contains(target) ? Math.round(tree * MEMFS_SHARE) + SERVER_BYTES : 0;
    }

    String line() {
        return "  Memory: about " + ProjectTrees.print(bytes) + " (available: " + ProjectTrees.print(available) + "): "
                + (held > 0 ? ProjectTrees.print(held) + " for " + trees.describe(largest) + ", on its target; " : "")
                + ProjectTrees.print(JOB_BYTES) + " for each job" + besides() + ".";
    }

    private String besides() {
        String own = settings.targets().stream().map(TargetSpec::kind)
                .filter(name -> !name.equals("disk") && held(name) == 0).collect(Collectors.joining(", "));
        boolean twice = settings.targets().stream().map(TargetSpec::kind).anyMatch(MEMFS::contains);
        return (own.isEmpty() ? "" : "; what " + own + " takes is unknown")
                + (twice ? "; MemFS's files stand in the page cache once more, as long as nobody needs the room" : "");
    }

    /** The sentence for people where there is too little. */
    Optional<String> missing() {
        return available == null || available >= bytes
                ? Optional.empty()
                : Optional.of("The run may need about " + ProjectTrees.print(bytes) + " of memory, and "
                        + ProjectTrees.print(available) + " are available: a server or a build may be killed.");
    }
}
