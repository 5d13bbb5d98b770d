package workload.target;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import workload.os.Commands;
import workload.os.Mounts;
import workload.os.User;
import workload.result.TargetSettings;

/** A directory of the user's on any file system that is mounted already; each trial works in a directory of its own in it. */
record PathTarget(String name, Path path) implements Target {

    @Override
    public OpenTarget open(Path directory, TrialFiles files) throws TargetException {
        Path own = null;
        try {
            Files.createDirectories(directory);
            own = OutsideDirectory.create(path, directory);
            if (User.isRoot()) {
                Commands.run("mount", "--bind", own.toString(), directory.toString());
            }
            boolean bound = User.isRoot();
            return new OpenPath(bound ? directory : own, bound, own, directory, settings(directory, bound), held());
        } catch (IOException e) {
            remove(own, directory);
            throw new TargetException("The target " + name + " can't work in " + path + ": " + e.getMessage(), e);
        }
    }

    private static void remove(Path own, Path directory) throws TargetException {
        if (own != null) {
            new OpenPath(directory, true, own, directory, null, null).close();
        }
    }

    private TargetSettings settings(Path directory, boolean bound) throws IOException {
        Mounts.Mount mount = mount();
        return new TargetSettings(mount.type(), mount.options(), Map.of("path", path.toString()), null,
                note(directory, bound));
    }

    private Mounts.Mount mount() throws IOException {
        return Mounts.containing(path.toRealPath());
    }

    /** Null where there is nothing to be told. */
    private String note(Path directory, boolean bound) throws IOException {
        List<String> notes = new ArrayList<>();
        if (device(path).equals(device(directory.toRealPath().getParent()))) {
            notes.add(path + " is on the file system of the work directory, which the target disk measures.");
        }
        if (!bound) {
            notes.add("The trials' directory in " + path + " is used as it is, since only root may bind it: its path"
                    + " differs from the other targets'.");
        }
        return notes.isEmpty() ? null : String.join(" ", notes);
    }

    private static Object device(Path path) throws IOException {
        return Files.getAttribute(path, "unix:dev");
    }

    /** The memory of a tmpfs is what it holds; of others nobody knows. */
    private LongSupplier held() throws IOException {
        return mount().type().equals("tmpfs") ? TmpfsTarget.heldBytes(path) : null;
    }

    @Override
    public List<String> needs() {
        try {
            if (!Mounts.answers(path)) {
                return List.of(path + " does not answer; mount its file system again, or leave it out.");
            }
            if (!Files.readAttributes(path, BasicFileAttributes.class).isDirectory()) {
                return List.of(path + " is no directory; name the mount point, or a directory below it.");
            }
            if (mount().isReadOnly()) {
                return List.of(path + " is on a file system that is mounted read-only (" + mount().type()
                        + "); mount it writable: 'mount -o remount,rw " + mount().point() + "' as root.");
            }
            return Files.isWritable(path)
                    ? List.of()
                    : List.of(path
                            + " can't be written to; give yourself the right to, or name a directory that has it.");
        } catch (NoSuchFileException _) {
            return List.of(path + " is not there; mount the file system first, or correct the path.");
        } catch (FileSystemException e) {
            return List.of(path + " can't be used (" + e.getReason() + "); mount the file system again.");
        } catch (IOException e) {
            return List.of(path + " can't be used (" + e.getMessage() + "); mount the file system again.");
        }
    }

    /**
     * A trial's own directory.
     *
     * @param own
     *            in the user's path
     * @param trial
     *            where that is bound to, if it is
     */
    private record OpenPath(Path directory, boolean atCommonPath, Path own, Path trial, TargetSettings settings,
            LongSupplier heldBytes) implements OpenTarget {
        @Override
        public void close() throws TargetException {
            String trouble = null;
            try {
                for (Mounts.Mount mount : Mounts.below(trial.toAbsolutePath())) {
                    trouble = unmount(mount);
                }
                Commands.removeTree(own);
                Commands.removeTree(trial);
                OutsideDirectory.forget(trial, own);
            } catch (IOException e) {
                throw new TargetException("The directory " + own + " can't be removed: " + e.getMessage(), e);
            }
            if (trouble != null) {
                throw new TargetException(trouble);
            }
        }

        /** Answers what was wrong, or null. */
        private static String unmount(Mounts.Mount mount) throws IOException {
            try {
                Mounts.unmount(mount);
                return null;
            } catch (IOException e) {
                Mounts.detach(mount);
                return "A process was still using " + mount.point() + ": " + e.getMessage();
            }
        }
    }
}
