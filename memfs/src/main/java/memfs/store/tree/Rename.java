package memfs.store.tree;

import static memfs.posix.OpenFlags.RENAME_EXCHANGE;
import static memfs.posix.OpenFlags.RENAME_NOREPLACE;
import static memfs.posix.OpenFlags.RENAME_WHITEOUT;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.store.Name;

/** One rename under the tree lock: all checks first, then changes that can't fail; rename(2), vfs_rename() in fs/namei.c. */
final class Rename {
    private final Namespace names;
    private final Access access;
    private final Caller caller;
    private final Directory from;
    private final Name name;
    private final Directory to;
    private final Name newName;
    private final int flags;
    private final Inode source;
    /** What stands at the new name, or null. */
    private final Inode target;

    Rename(Namespace names, Access access, Caller caller, Directory from, Name name, Directory to, Name newName,
            int flags) {
        requireFlags(flags);
        requireOrdinary(name);
        requireOrdinary(newName);
        this.names = names;
        this.access = access;
        this.caller = caller;
        this.from = from;
        this.name = name;
        this.to = to;
        this.newName = newName;
        this.flags = flags;
        this.source = names.requirePresentLocked(caller, from, name);
        access.require(caller, to, Mode.X_OK);
        this.target = to.find(newName);
    }

    private static void requireFlags(int flags) {
        boolean unknown = (flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE | RENAME_WHITEOUT)) != 0;
        if (unknown || (flags & RENAME_EXCHANGE) != 0 && flags != RENAME_EXCHANGE) {
            throw Errno.EINVAL.exception();
        }
    }

    private static void requireOrdinary(Name name) {
        if (name.equals(Name.DOT) || name.equals(Name.DOT_DOT)) {
            throw Errno.EBUSY.exception();
        }
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Renames; returns the inode that lost its last name, or null. */
    Inode runLocked(Namespace.Maker<?> whiteout, long now) {
        requireTarget();
        if (source == target) {
            return null;
        }
        requireNoLoop();
        requirePermission();
        if (has(RENAME_EXCHANGE)) {
            exchange(now);
            return null;
        }
        if (target != null) {
            requireReplaceable();
        }
        return move(has(RENAME_WHITEOUT) ? whiteout.make(from, now) : null, now);
    }

    private void requireTarget() {
        if (to.isRemoved() || has(RENAME_EXCHANGE) && target == null) {
            throw Errno.ENOENT.exception();
        }
        if (has(RENAME_NOREPLACE) && target != null) {
            throw Errno.EEXIST.exception();
        }
    }

    private void requireNoLoop() {
        if (source instanceof Directory directory && directory.isAncestorOrSelf(to)) {
            throw Errno.EINVAL.exception();
        }
        if (target instanceof Directory directory && directory.isAncestorOrSelf(from)) {
            throw (has(RENAME_EXCHANGE) ? Errno.EINVAL : Errno.ENOTEMPTY).exception();
        }
    }

    private void requirePermission() {
        access.requireRemoval(caller, from, source);
        access.require(caller, to, Mode.W_OK | Mode.X_OK);
        if (target != null) {
            access.requireRemoval(caller, to, target);
        }
        if (from != to) {
            requireNewParent(source);
            requireNewParent(has(RENAME_EXCHANGE) ? target : null);
        }
    }

    /** A directory whose ".." changes must be writable itself. */
    private void requireNewParent(Inode moved) {
        if (moved instanceof Directory) {
            access.require(caller, moved, Mode.W_OK);
        }
    }

    private void requireReplaceable() {
        if (source instanceof Directory) {
            Namespace.requireEmptyDirectoryLocked(target);
        } else if (target instanceof Directory) {
            throw Errno.EISDIR.exception();
        }
    }

    private void exchange(long now) {
        from.put(name, target, now);
        to.put(newName, source, now);
        adopt(source, from, to, now);
        adopt(target, to, from, now);
        target.changed(now);
        source.changed(now);
    }

    private Inode move(Inode whiteout, long now) {
        Inode nameless = target == null ? null : names.dropNameLocked(target, now);
        if (target instanceof Directory) {
            to.addLinks(-1, now);
        }
        to.put(newName, source, now);
        if (whiteout == null) {
            from.remove(name, now);
        } else {
            whiteout.addLinks(1, now);
            from.put(name, whiteout, now);
        }
        adopt(source, from, to, now);
        source.changed(now);
        return nameless;
    }

    private static void adopt(Inode moved, Directory oldParent, Directory newParent, long now) {
        if (moved instanceof Directory directory && oldParent != newParent) {
            directory.moveTo(newParent);
            oldParent.addLinks(-1, now);
            newParent.addLinks(1, now);
        }
    }
}
