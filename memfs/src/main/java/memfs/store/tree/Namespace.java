package memfs.store.tree;

import java.util.concurrent.locks.StampedLock;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.Stat;
import memfs.store.FileSystem;
import memfs.store.FileSystem.DirectorySink;
import memfs.store.Name;
import memfs.store.NanoClock;

/**
 * The tree of names: every dentry, every parent and every nlink changes here, under one lock.
 *
 * <p>
 * Lookups and listings share the tree lock, changes hold it alone. Inodes that lose their last name are freed after the
 * lock is released.
 */
final class Namespace {
    private final StampedLock tree = new StampedLock();
    private final InodeTable inodes;
    private final Access access;
    private final NanoClock clock;

    Namespace(InodeTable inodes, Access access, NanoClock clock) {
        this.inodes = inodes;
        this.access = access;
        this.clock = clock;
    }

    /** Makes the inode of a new name, with a pin for the name. */
    @FunctionalInterface
    interface Maker<I extends Inode> {
        I make(Directory parent, long now);
    }

    /** Makes the root directory; the first inode of a table. */
    void createRoot(int mode, int uid, int gid) {
        long now = clock.nanos();
        Directory root = inodes.add(ino -> new Directory(
                new Inode.Birth(ino, Mode.S_IFDIR | Mode.permissions(mode), uid, gid, now), null));
        root.addLinks(2, now);
    }

    /** See {@link FileSystem#lookup}. */
    Stat lookup(Caller caller, long parent, Name name) {
        long stamp = tree.readLock();
        try {
            Inode found = name.equals(Name.DOT) ? namedLocked(parent) : searchLocked(caller, parent, name);
            if (found == null) {
                return null;
            }
            Stat stat = found.stat();
            found.pin();
            return stat;
        } finally {
            tree.unlockRead(stamp);
        }
    }

    /** ESTALE for an inode without names: it is freed as soon as the kernel has forgotten it. */
    private Inode namedLocked(long ino) {
        Inode inode = inodes.get(ino);
        if (inode.nlink() == 0) {
            throw Errno.ESTALE.exception();
        }
        return inode;
    }

    private Inode searchLocked(Caller caller, long parent, Name name) {
        Directory directory = inodes.directory(parent);
        access.require(caller, directory, Mode.X_OK);
        return resolveLocked(directory, name);
    }

    private static Inode resolveLocked(Directory directory, Name name) {
        if (name.equals(Name.DOT)) {
            return directory;
        }
        if (name.equals(Name.DOT_DOT)) {
            return directory.isRemoved() ? null : directory.parent();
        }
        return directory.find(name);
    }

    /** Puts a new name into a directory: the checks of every way to do that. The inode comes back pinned for a lookup. */
    <I extends Inode> I create(Caller caller, long parent, Name name, Maker<I> maker) {
        long stamp = tree.writeLock();
        try {
            Directory directory = inodes.directory(parent);
            requireAbsentLocked(caller, directory, name);
            access.require(caller, directory, Mode.W_OK | Mode.X_OK);
            long now = clock.nanos();
            I inode = maker.make(directory, now);
            inode.pin();
            inode.addLinks(Mode.isDirectory(inode.mode()) ? 2 : 1, now);
            putLocked(directory, name, inode, now);
            if (Mode.isDirectory(inode.mode())) {
                directory.addLinks(1, now);
            }
            return inode;
        } finally {
            tree.unlockWrite(stamp);
        }
    }

    /** Where the heap has no room for the name, nothing of what was made stays. */
    private void putLocked(Directory directory, Name name, Inode inode, long now) {
        try {
            directory.put(name, inode, now);
        } catch (Throwable e) {
            free(dropNameLocked(inode, now));
            inodes.unpin(inode, 1);
            throw e;
        }
    }

    private void requireAbsentLocked(Caller caller, Directory directory, Name name) {
        access.require(caller, directory, Mode.X_OK);
        if (directory.isRemoved()) {
            throw Errno.ENOENT.exception();
        }
        if (resolveLocked(directory, name) != null) {
            throw Errno.EEXIST.exception();
        }
    }

    /** See {@link FileSystem#link}. */
    Inode link(Caller caller, long ino, long newParent, Name newName) {
        return create(caller, newParent, newName, (_, _) -> {
            Inode inode = inodes.get(ino);
            requireLinkableLocked(inode);
            access.requireLink(caller, inode);
            if (inode.nlink() == 0) {
                // The pin of having names; other names have it already.
                inode.pin();
                inodes.orphans().remove();
            } else {
                inodes.charge();
            }
            return inode;
        });
    }

    private static void requireLinkableLocked(Inode inode) {
        if (inode instanceof Directory) {
            throw Errno.EPERM.exception();
        }
        if (inode.nlink() == 0 && !inode.isLinkable()) {
            throw Errno.ENOENT.exception();
        }
        if (inode.nlink() == Integer.MAX_VALUE) {
            throw Errno.EMLINK.exception();
        }
    }

    /** See {@link FileSystem#unlink}. */
    void unlink(Caller caller, long parent, Name name) {
        Inode nameless;
        long stamp = tree.writeLock();
        try {
            Directory directory = inodes.directory(parent);
            Inode victim = requirePresentLocked(caller, directory, name);
            access.requireRemoval(caller, directory, victim);
            if (victim instanceof Directory) {
                throw Errno.EISDIR.exception();
            }
            long now = clock.nanos();
            directory.remove(name, now);
            nameless = dropNameLocked(victim, now);
        } finally {
            tree.unlockWrite(stamp);
        }
        free(nameless);
    }

    /** See {@link FileSystem#rmdir}. */
    void rmdir(Caller caller, long parent, Name name) {
        Inode nameless;
        long stamp = tree.writeLock();
        try {
            Directory directory = inodes.directory(parent);
            requireRemovableName(name);
            Inode victim = requirePresentLocked(caller, directory, name);
            access.requireRemoval(caller, directory, victim);
            requireEmptyDirectoryLocked(victim);
            long now = clock.nanos();
            directory.remove(name, now);
            directory.addLinks(-1, now);
            nameless = dropNameLocked(victim, now);
        } finally {
            tree.unlockWrite(stamp);
        }
        free(nameless);
    }

    private static void requireRemovableName(Name name) {
        if (name.equals(Name.DOT)) {
            throw Errno.EINVAL.exception();
        }
        if (name.equals(Name.DOT_DOT)) {
            throw Errno.ENOTEMPTY.exception();
        }
    }

    /** See {@link FileSystem#rename}. */
    void rename(Caller caller, long parent, Name name, long newParent, Name newName, int flags, Maker<?> whiteout) {
        Inode nameless;
        long stamp = tree.writeLock();
        try {
            Directory from = inodes.directory(parent);
            Directory to = inodes.directory(newParent);
            nameless = new Rename(this, access, caller, from, name, to, newName, flags).runLocked(whiteout,
                    clock.nanos());
        } finally {
            tree.unlockWrite(stamp);
        }
        free(nameless);
    }

    /** The inode of a name, or ENOENT; EACCES without search permission. */
    Inode requirePresentLocked(Caller caller, Directory directory, Name name) {
        access.require(caller, directory, Mode.X_OK);
        Inode inode = directory.find(name);
        if (inode == null) {
            throw Errno.ENOENT.exception();
        }
        return inode;
    }

    static void requireEmptyDirectoryLocked(Inode inode) {
        if (!(inode instanceof Directory directory)) {
            throw Errno.ENOTDIR.exception();
        }
        if (!directory.isEmpty()) {
            throw Errno.ENOTEMPTY.exception();
        }
    }

    /** Drops one name (a directory's only one); returns the inode where it was the last, for {@link #free}. */
    Inode dropNameLocked(Inode inode, long now) {
        if (inode instanceof Directory) {
            inode.addLinks(-inode.nlink(), now);
            return inode;
        }
        if (inode.nlink() > 1) {
            inodes.discharge(1);
        }
        inode.addLinks(-1, now);
        return inode.nlink() == 0 ? inode : null;
    }

    /** Releases the pin of having names; without the tree lock, since freeing a large file takes its time. */
    private void free(Inode nameless) {
        if (nameless != null) {
            inodes.unpinNameless(nameless);
        }
    }

    /** Begins a listing of what is there now. */
    void rewind(DirectoryHandle handle) {
        long stamp = tree.readLock();
        try {
            handle.listUpTo(handle.inode().dentries().lastCookie());
        } finally {
            tree.unlockRead(stamp);
        }
    }

    /** See {@link FileSystem#readdir}; a removed directory has no entries, not even "." and "..". */
    void readdir(DirectoryHandle handle, long cookie, DirectorySink sink) {
        Directory directory = handle.inode();
        long stamp = tree.readLock();
        try {
            if (directory.isRemoved() || !listDotsLocked(directory, cookie, sink)) {
                return;
            }
            directory.dentries().list(cookie, handle.lastCookie(), dentry -> sink.accept(dentry,
                    dentry.inode().ino(), dentry.inode().mode(), dentry.cookie()));
        } finally {
            tree.unlockRead(stamp);
        }
    }

    private static boolean listDotsLocked(Directory directory, long cookie, DirectorySink sink) {
        return (cookie >= 1 || sink.accept(Name.DOT, directory.ino(), Mode.S_IFDIR, 1))
                && (cookie >= 2 || sink.accept(Name.DOT_DOT, directory.parent().ino(), Mode.S_IFDIR, 2));
    }
}
