package memfs.store.tree;

import java.util.function.IntUnaryOperator;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.posix.Mode;
import memfs.store.XattrName;
import memfs.store.content.BlockPool;
import memfs.store.content.FileContent;
import memfs.store.xattr.Acl;
import memfs.store.xattr.Xattrs;

/**
 * The access control lists of inodes: extended attributes that the mode follows, and that follow the mode.
 *
 * <p>
 * They are kept only where the kernel checks permissions: it reads them, enforces them, and checks permission to change them;
 * set_posix_acl() in fs/posix_acl.c.
 */
final class Acls {
    private final boolean kept;
    private final InodeTable inodes;
    private final BlockPool pool;

    Acls(boolean kept, InodeTable inodes, BlockPool pool) {
        this.kept = kept;
        this.inodes = inodes;
        this.pool = pool;
    }

    /** Whether the attribute is a list that is kept here. */
    boolean has(XattrName name) {
        return kept && (Acl.isAccess(name) || Acl.isDefault(name));
    }

    /** EOPNOTSUPP for a symbolic link, ENODATA where there is none. */
    byte[] get(Inode inode, XattrName name) {
        requireNoLink(inode);
        return inode.xattr(name);
    }

    /**
     * Sets a list, or removes it where the value has no entries; a list equivalent to mode bits is stored as the mode alone.
     *
     * @throws ErrnoException
     *             EOPNOTSUPP (a symbolic link; another version), EACCES (a default list of anything but a directory), EINVAL,
     *             ENOSPC
     */
    void set(Caller caller, Inode inode, XattrName name, byte[] value, long now) {
        Acl acl = Acl.of(value);
        requireNoLink(inode);
        if (Acl.isDefault(name)) {
            setDefault(inode, acl, now);
        } else {
            setAccess(caller, inode, acl, now);
        }
    }

    private static void requireNoLink(Inode inode) {
        if (inode instanceof Symlink) {
            throw Errno.EOPNOTSUPP.exception();
        }
    }

    private void setDefault(Inode inode, Acl acl, long now) {
        if (inode instanceof Directory) {
            set(inode, Acl.DEFAULT, stored(acl), IntUnaryOperator.identity(), now);
        } else if (acl != null) {
            throw Errno.EACCES.exception();
        }
    }

    /** As posix_acl_update_mode(), which clears a foreign setgid whether a list is set or removed. */
    private void setAccess(Caller caller, Inode inode, Acl acl, long now) {
        Acl more = acl == null || acl.requireValid().isMode() ? null : acl;
        set(inode, Acl.ACCESS, stored(more), mode -> Access.withoutForeignSetgid(caller, inode.gid(),
                acl == null ? mode : acl.applyTo(mode)), now);
    }

    /** The content to be kept, or null for no list. */
    private FileContent stored(Acl acl) {
        return acl == null ? null : Xattrs.store(acl.requireValid().toBytes(), pool);
    }

    private void set(Inode inode, XattrName name, FileContent value, IntUnaryOperator newMode, long now) {
        FileContent unused = value;
        try {
            unused = inode.setAcl(name, value, newMode, () -> new Xattrs(inodes), now);
        } finally {
            if (unused != null) {
                unused.free();
            }
        }
    }

    /** The list that new entries of a directory inherit, or null; always null where no lists are kept. */
    Acl inheritedFrom(Directory parent) {
        return kept ? parent.acl(Acl.DEFAULT) : null;
    }

    /**
     * What a new inode starts with under its parent's default list, or null for no attributes; posix_acl_create().
     *
     * @param mode
     *            its own, masked already
     * @throws ErrnoException
     *             ENOSPC, and nothing is kept
     */
    Xattrs ofNew(Acl inherited, int mode) {
        Xattrs xattrs = new Xattrs(inodes);
        try {
            if (!inherited.isMode()) {
                add(xattrs, Acl.ACCESS, inherited.withMode(mode));
            }
            if (Mode.isDirectory(mode)) {
                add(xattrs, Acl.DEFAULT, inherited);
            }
        } catch (ErrnoException e) {
            xattrs.free();
            throw e;
        }
        return xattrs.isEmpty() ? null : xattrs;
    }

    private void add(Xattrs xattrs, XattrName name, Acl acl) {
        FileContent value = stored(acl);
        try {
            xattrs.set(name, value, 0);
        } catch (ErrnoException e) {
            value.free();
            throw e;
        }
    }
}
