package workload.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import workload.os.Commands;
import workload.os.Mounts;
import workload.result.TargetSettings;

/** A directory on the native disk: the study's reference. */
final class DiskTarget implements Target {
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

    private DiskTarget() {}

    static DiskTarget of(TargetSpec spec) throws TargetException {
        if (!spec.options().isEmpty()) {
            throw new TargetException("The target disk has no option '" + spec.options().getFirst()
                    + "'; choose its place with --work-dir.");
        }
        return new DiskTarget();
    }

    @Override
    public OpenTarget open(Path directory, TrialFiles files) throws TargetException {
        try {
            Files.createDirectories(directory);
            return new OpenDirectory(directory, settings(directory));
        } catch (IOException e) {
            throw new TargetException(
                    "The directory " + directory + " can't be used: " + e + "; choose another with --work-dir.", e);
        }
    }

    private static TargetSettings settings(Path directory) throws IOException {
        Mounts.Mount mount = Mounts.containing(directory.toRealPath());
        String note = IN_MEMORY.contains(mount.type())
                ? "NOT A DISK: " + directory + " is on a " + mount.type() + "; choose a disk with --work-dir."
                : null;
        return new TargetSettings(mount.type(), mount.options(), Map.of(), null, note);
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    /** A plain directory, removed at the end. */
    record OpenDirectory(Path directory, TargetSettings settings) implements OpenTarget {
        @Override
        public void close() throws TargetException {
            try {
                Commands.removeTree(directory);
            } catch (IOException e) {
                throw new TargetException("The directory " + directory + " can't be removed: " + e.getMessage(), e);
            }
        }
    }
}
