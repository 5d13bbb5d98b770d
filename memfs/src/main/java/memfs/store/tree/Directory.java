package memfs.store.tree;

import memfs.posix.Errno;
import memfs.store.Name;
import memfs.store.dentries.Dentries;

/** A directory: its dentries and its parent, both guarded by the tree lock. */
final class Directory extends Inode {
    /** What tmpfs shows as a directory's size for each entry, bytes; BOGO_DIRENT_SIZE in mm/shmem.c. */
    private static final int BYTES_PER_ENTRY = 20;

    private final Dentries dentries = new Dentries();
    private Directory parent;
    /** Number of dentries with "." and "..", for stat, which doesn't take the tree lock. */
    private volatile int entries = 2;

    /**
     * @param parent
     *            null for the root, which is its own
     */
    Directory(Birth birth, Directory parent) {
        super(birth);
        this.parent = parent == null ? this : parent;
    }

    Directory parent() {
        return parent;
    }

    void moveTo(Directory newParent) {
        parent = newParent;
    }

    /** The inode of a name, or null. */
    Inode find(Name name) {
        return (Inode) dentries.get(name);
    }

    Dentries dentries() {
        return dentries;
    }

    boolean isEmpty() {
        return dentries.size() == 0;
    }

    /** Whether rmdir was here: nothing can be created in it any more. */
    boolean isRemoved() {
        return nlink() == 0;
    }

    /** Whether this is the other directory or one above it. */
    boolean isAncestorOrSelf(Directory other) {
        Directory at = other;
        while (at != this && at != at.parent) {
            at = at.parent;
        }
        return at == this;
    }

    /** Points a name to an inode, and stamps the change. */
    void put(Name name, Inode inode, long now) {
        dentries.put(name, inode);
        entries = dentries.size() + 2;
        modified(now);
    }

    void remove(Name name, long now) {
        dentries.remove(name);
        entries = dentries.size() + 2;
        modified(now);
    }

    @Override
    long size() {
        return (long) entries * BYTES_PER_ENTRY;
    }

    @Override
    long allocatedBytes() {
        return 0;
    }

    @Override
    void resize(long size) {
        throw Errno.EISDIR.exception();
    }

    @Override
    void freeData() {}
}
