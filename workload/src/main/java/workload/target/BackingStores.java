package workload.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

import workload.os.Commands;
import workload.os.Mounts;
import workload.os.OwnDirectory;
import workload.os.User;

/**
 * The fresh directories that a stacked file system stands on: one on the native disk, beside the trial directory, and one
 * in memory; each is made only where the command names it.
 */
final class BackingStores {
    private final String command;
    private final Path trial;
    private LongSupplier heldBytes;

    /**
     * @param command
     *            as the user gave it
     * @param trial
     *            the trial directory, absolute
     */
    BackingStores(String command, Path trial) {
        this.command = command;
        this.trial = trial;
    }

    /** Where they can be, for the clean-up of a killed run. */
    static List<Path> places(Path trial) {
        return List.of(disk(trial), mountedTmpfs(trial), TmpfsTarget.sharedMemoryDirectory(mountedTmpfs(trial)));
    }

    private static Path disk(Path trial) {
        return trial.resolveSibling(trial.getFileName() + ".disk");
    }

    private static Path mountedTmpfs(Path trial) {
        return trial.resolveSibling(trial.getFileName() + ".tmpfs");
    }

    private Path tmpfs() {
        return User.isRoot() ? mountedTmpfs(trial) : TmpfsTarget.sharedMemoryDirectory(mountedTmpfs(trial));
    }

    private boolean usesTmpfs() {
        return command.contains(Placeholders.TMPFS);
    }

    /** Makes them; answers the command with the directories in their placeholders. */
    String make() throws IOException {
        if (command.contains(Placeholders.DISK)) {
            Files.createDirectory(disk(trial));
        }
        if (usesTmpfs()) {
            makeTmpfs();
        }
        String withDisk = Placeholders.replace(command, Placeholders.DISK, disk(trial));
        String withTmpfs = Placeholders.replace(withDisk, Placeholders.TMPFS, tmpfs());
        return Placeholders.replace(withTmpfs, Placeholders.MOUNT, trial);
    }

    private void makeTmpfs() throws IOException {
        OwnDirectory.create(tmpfs());
        if (User.isRoot()) {
            Commands.run("mount", "-t", "tmpfs", "-o", "mode=0755", "memfs-study", tmpfs().toString());
        }
        heldBytes = TmpfsTarget.heldBytes(tmpfs());
    }

    /** Asks for what the one in memory holds since it was made, null where there is none. */
    LongSupplier heldBytes() {
        return heldBytes;
    }

    /** What a reader of the memory must know, or null. */
    String note() {
        return usesTmpfs() && !User.isRoot()
                ? "Its {tmpfs} is a directory in /dev/shm, since only root may mount: what others store there counts as"
                        + " memory used."
                : null;
    }

    /** Removes them; whoever still uses the one in memory keeps it until it ends. */
    void remove() throws IOException {
        for (Path place : places(trial)) {
            for (Mounts.Mount mount : Mounts.below(place)) {
                Mounts.detach(mount);
            }
            Commands.removeTree(place);
        }
    }
}
