package workload.target;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import workload.os.Commands;
import workload.os.Mounts;

/** The targets that exist, and the clean-up of what a killed run left of them. */
public final class Targets {
    /** In the order in which they are listed. */
    public static final List<String> NAMES = List.of("disk", "tmpfs", "memfs", "memfs-jnr");

    private Targets() {}

    /**
     * Makes a target ready to be opened.
     *
     * @param studyHome
     *            the project's folder, with MemFS's launcher in it
     */
    public static Target of(TargetSpec spec, Path studyHome) throws TargetException {
        Optional<TargetSpec> labelled = spec.labelled();
        if (labelled.isPresent()) {
            return new LabelledTarget(labelled.get(), of(labelled.get(), studyHome));
        }
        if (spec.definition() != null) {
            return defined(spec.name(), spec.definition());
        }
        return switch (spec.name()) {
            case "disk" -> DiskTarget.of(spec);
            case "tmpfs" -> new TmpfsTarget(spec.options());
            case "memfs" -> new MemfsTarget(MemfsTarget.Transport.KERNEL, spec.options(), launcher(studyHome));
            case "memfs-jnr" -> new MemfsTarget(MemfsTarget.Transport.JNR, spec.options(), launcher(studyHome));
            default -> throw new TargetException("There is no target '" + spec.name() + "'.");
        };
    }

    private static Target defined(String name, String definition) {
        return definition.startsWith(TargetSpec.COMMAND)
                ? new CommandTarget(name, definition.substring(TargetSpec.COMMAND.length()).strip())
                : new PathTarget(name, Path.of(definition));
    }

    /**
     * Which targets are the same directory as another, or as the work directory: they would be compared with themselves.
     *
     * @return a sentence for each, with the next step
     */
    public static List<String> overlaps(Collection<Target> targets, Path workDirectory) {
        return Overlaps.find(targets.stream().filter(PathTarget.class::isInstance).map(PathTarget.class::cast).toList(),
                workDirectory);
    }

    private static Path launcher(Path studyHome) {
        return studyHome.resolve("memfs/bin/memfs");
    }

    /**
     * Removes a directory that trials ran in, whatever a killed run or a failed trial left there: dead mounts first, then
     * files.
     *
     * @param log
     *            is told what was found
     */
    public static void cleanUp(Path directory, Consumer<String> log) throws TargetException {
        try {
            Path absolute = directory.toAbsolutePath();
            removeLeftOvers(absolute, log);
            removeLeftOvers(TmpfsTarget.sharedMemoryDirectory(directory), log);
            for (Path backing : BackingStores.places(absolute)) {
                removeLeftOvers(backing, log);
            }
            for (Path outside : OutsideDirectory.left(absolute)) {
                removeOutside(absolute, outside, log);
            }
        } catch (IOException e) {
            throw new TargetException("What an earlier run left in " + directory + " can't be removed: "
                    + e.getMessage() + "; unmount and remove it by hand.", e);
        }
    }

    /** Its file system may not be mounted now, or hang: then a later run finds it. */
    private static void removeOutside(Path trial, Path outside, Consumer<String> log) throws IOException {
        if (Mounts.answers(outside) && Files.exists(outside, LinkOption.NOFOLLOW_LINKS)) {
            removeLeftOvers(outside, log);
            OutsideDirectory.forget(trial, outside);
        } else {
            log.accept("An earlier trial left " + outside + ", which can't be reached now; a later run removes it.");
        }
    }

    /** Whether there is anything that {@link #cleanUp} would remove. */
    public static boolean isOccupied(Path directory) throws IOException {
        try (DirectoryStream<Path> places = Files.newDirectoryStream(directory.getParent(),
                directory.getFileName() + "{,.*}")) {
            return places.iterator().hasNext();
        }
    }

    private static void removeLeftOvers(Path directory, Consumer<String> log) throws IOException {
        for (Mounts.Mount mount : Mounts.below(directory)) {
            log.accept("Unmounting " + mount.point() + ", left by an earlier trial.");
            Mounts.detach(mount);
        }
        if (Files.exists(directory)) {
            log.accept("Removing " + directory + ", left by an earlier trial.");
            Commands.removeTree(directory);
        }
    }
}
