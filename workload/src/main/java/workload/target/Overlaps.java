package workload.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds paths that are one directory, whatever they are called. */
final class Overlaps {
    private Overlaps() {}

    /** One directory as it really is; the key is its device and inode, the same through a bind mount. */
    private record Place(Path path, Object key) {
        static Place of(Path path) throws IOException {
            Path real = path.toRealPath();
            return new Place(real, Files.getAttribute(real, "unix:dev") + ":" + Files.getAttribute(real, "unix:ino"));
        }

        boolean isSame(Place other) {
            return path.equals(other.path) || key.equals(other.key);
        }

        /** Upwards, since one directory may be in the other through a bind mount as well. */
        boolean isWithin(Place other) throws IOException {
            for (Path up = path; up != null; up = up.getParent()) {
                if (of(up).isSame(other)) {
                    return true;
                }
            }
            return false;
        }
    }

    static List<String> find(List<PathTarget> targets, Path workDirectory) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            PathTarget target = targets.get(i);
            for (PathTarget earlier : targets.subList(0, i)) {
                if (overlap(target.path(), earlier.path())) {
                    found.add(target.name() + ": " + target.path() + " and " + earlier.path() + " of "
                            + earlier.name() + " are the same directory, or one is in the other; leave one out.");
                }
            }
            if (isWithinWork(target.path(), workDirectory)) {
                found.add(target.name() + ": " + target.path() + " is the work directory " + workDirectory
                        + ", or in it; the target disk works there, so leave this one out or choose another with"
                        + " --work-dir.");
            }
        }
        return found;
    }

    private static boolean overlap(Path one, Path other) {
        try {
            Place first = Place.of(one);
            Place second = Place.of(other);
            return first.isWithin(second) || second.isWithin(first);
        } catch (IOException _) {
            return false; // One of them isn't there or can't be read: its needs say so.
        }
    }

    /** The work directory may be in a target's path: trials work in directories of their own. */
    private static boolean isWithinWork(Path path, Path workDirectory) {
        try {
            return Place.of(path).isWithin(Place.of(workDirectory));
        } catch (IOException _) {
            return false; // The work directory isn't there yet: nothing can be in it.
        }
    }
}
