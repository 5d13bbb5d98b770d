package memfs.jnr;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import memfs.store.FileSystem;
import memfs.store.KeptName;
import memfs.store.Name;

/**
 * Files that were unlinked while open, by the hidden names that libfuse gave them.
 *
 * <p>
 * libfuse 2 turns the unlink of an open file into a rename to ".fuse_hidden" and 16 hexadecimal digits in the same
 * directory (fuse.c, {@code hide_node}), and goes on to use that name. The store unlinks such a file for good, and only
 * this map still knows the name: it isn't listed in the directory, which can be removed. Each entry holds a pin. The key
 * is the directory's node id, not its path, so the directory may be renamed.
 */
final class ParkedFiles {
    private static final KeptName PREFIX = Name.of(".fuse_hidden");
    private static final int DIGITS = 16;
    private static final int NODE_ID_DIGITS = 8;

    /** How far the counters of hides that run at once may lie apart. */
    private static final int COUNTER_WINDOW = 1000;

    /** Hidden names remembered after their files; the kernel may use one for as long as a rename takes. */
    private static final int MOST_GONE = 1024;

    private final FileSystem fileSystem;
    private final AtomicLong lastCounter = new AtomicLong();
    private final ConcurrentHashMap<Place, Long> inodes = new ConcurrentHashMap<>();

    private final LinkedHashSet<Place> gone = new LinkedHashSet<>();

    private record Place(long parent, KeptName name) {}

    ParkedFiles(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    /** Whether a name is of the form that libfuse gives to hidden files. */
    static boolean isHidden(Name name) {
        if (name.length() != PREFIX.length() + DIGITS || !name.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < name.length(); i++) {
            if (Character.digit(name.byteAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether libfuse itself made up this name, just now: it counts its hides in the last 8 digits, so a name that a user
     * thinks of is far from the last count.
     */
    boolean isNewFromLibfuse(Name name) {
        if (!isHidden(name)) {
            return false;
        }
        long counter = Long.parseLong(name.toString().substring(PREFIX.length() + NODE_ID_DIGITS), 16);
        boolean near = Math.abs(counter - lastCounter.get()) <= COUNTER_WINDOW;
        if (near) {
            lastCounter.accumulateAndGet(counter, Math::max);
        }
        return near;
    }

    /** Keeps an inode under a hidden name; the caller's pin becomes the entry's. */
    void park(long parent, KeptName name, long ino) {
        inodes.put(new Place(parent, name), ino);
    }

    /** The inode parked under a name, or null. */
    Long find(long parent, KeptName name) {
        return inodes.isEmpty() || !isHidden(name) ? null : inodes.get(new Place(parent, name));
    }

    boolean contains(long ino) {
        return !inodes.isEmpty() && inodes.containsValue(ino);
    }

    /** Removes one hidden name; false where nothing is parked there. */
    boolean remove(long parent, KeptName name) {
        if (inodes.isEmpty() || !isHidden(name)) {
            return false;
        }
        Place place = new Place(parent, name);
        Long ino = inodes.remove(place);
        if (ino != null) {
            remember(place);
            fileSystem.forget(ino, 1);
        }
        return ino != null;
    }

    private void remember(Place place) {
        synchronized (gone) {
            gone.add(place);
            if (gone.size() > MOST_GONE) {
                gone.removeFirst();
            }
        }
    }

    /**
     * Whether a file was parked under this name lately. The program gave the kernel the name that the file had before, which
     * another file may have by now.
     */
    boolean isGone(long parent, KeptName name) {
        if (!isHidden(name)) {
            return false;
        }
        synchronized (gone) {
            return gone.contains(new Place(parent, name));
        }
    }

    /** Removes all hidden names of an inode that is no longer open: libfuse may have no path any more to unlink them. */
    void remove(long ino) {
        if (!inodes.isEmpty()) {
            inodes.entrySet().stream().filter(entry -> entry.getValue() == ino).map(Map.Entry::getKey).toList()
                    .forEach(place -> remove(place.parent(), place.name()));
        }
    }
}
