package workload.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import workload.os.Commands;
import workload.os.Mounts;
import workload.os.OwnDirectory;
import workload.os.User;
import workload.result.TargetSettings;

/**
 * The kernel's own file system in memory: a fresh mount where we may mount, a directory in /dev/shm otherwise.
 *
 * @param options
 *            of {@code mount -t tmpfs -o}, tmpfs(5)
 */
record TmpfsTarget(List<String> options) implements Target {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    @Override
    public OpenTarget open(Path directory, TrialFiles files) throws TargetException {
        try {
            return User.isRoot() ? mount(directory) : useSharedMemory(directory);
        } catch (IOException e) {
            throw new TargetException("A tmpfs can't be made at " + directory + ": " + e.getMessage(), e);
        }
    }

    private OpenTarget mount(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<String> all = new ArrayList<>(List.of("mode=0755"));
        all.addAll(options);
        Commands.run("mount", "-t", "tmpfs", "-o", String.join(",", all), "memfs-study", directory.toString());
        Mounts.Mount mount = Mounts.at(directory.toRealPath()).orElseThrow();
        return new OpenTmpfs(directory, true, new TargetSettings(mount.type(), mount.options(), Map.of(), null, null),
                heldBytes(directory));
    }

    private OpenTarget useSharedMemory(Path directory) throws IOException {
        Path shared = sharedMemoryDirectory(directory);
        OwnDirectory.create(shared);
        Mounts.Mount mount = Mounts.containing(shared.toRealPath());
        String note = "A directory in /dev/shm, since only root may mount: its path differs from the other targets', "
                + "and what others store in /dev/shm counts as memory used.";
        return new OpenTmpfs(shared, false, new TargetSettings(mount.type(), mount.options(), Map.of(), null, note),
                heldBytes(shared));
    }

    /** Where trials of this directory go to when we can't mount: a name that no other user or work directory has. */
    static Path sharedMemoryDirectory(Path directory) {
        int place = directory.toAbsolutePath().normalize().hashCode();
        return SHARED_MEMORY.resolve("memfs-study-" + User.uid() + "-" + Integer.toHexString(place));
    }

    /** statvfs(3) of the file system, less what it held before. */
    static LongSupplier heldBytes(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        long before = usedBytes(store);
        return () -> Math.max(0, usedBytes(store) - before);
    }

    private static long usedBytes(FileStore store) {
        try {
            return store.getTotalSpace() - store.getUnallocatedSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> needs() {
        if (User.isRoot()) {
            return List.of();
        }
        if (!options.isEmpty()) {
            return List.of("Needs root to mount a tmpfs with options; without options /dev/shm is used.");
        }
        return Files.isWritable(SHARED_MEMORY)
                ? List.of()
                : List.of("Needs root to mount a tmpfs, or a /dev/shm that you may write to.");
    }

    private record OpenTmpfs(Path directory, boolean atCommonPath, TargetSettings settings,
            LongSupplier heldBytes) implements OpenTarget {
        @Override
        public void close() throws TargetException {
            try {
                if (Mounts.at(directory.toRealPath()).isPresent()) {
                    unmount();
                }
                Commands.removeTree(directory);
            } catch (IOException e) {
                throw new TargetException("The tmpfs " + directory + " can't be removed: " + e.getMessage(), e);
            }
        }

        private void unmount() throws IOException, TargetException {
            try {
                Commands.run("umount", directory.toString());
            } catch (IOException e) {
                Mounts.detach(Mounts.at(directory.toRealPath()).orElseThrow());
                throw new TargetException("A process was still using " + directory + ": " + e.getMessage(), e);
            }
        }
    }
}
