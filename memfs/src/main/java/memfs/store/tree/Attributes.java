package memfs.store.tree;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.store.NanoClock;
import memfs.store.SizeControl;
import memfs.store.XattrName;
import memfs.store.content.BlockPool;
import memfs.store.content.FileContent;
import memfs.store.xattr.SizeAttribute;
import memfs.store.xattr.XattrNamespace;
import memfs.store.xattr.Xattrs;

/**
 * The extended attributes of all inodes: selects the namespace of a name, and checks permission to read and change it;
 * xattr(7).
 */
final class Attributes {
    private static final byte[] NO_ACL = {};

    private final InodeTable inodes;
    private final Access access;
    private final Acls acls;
    private final SizeAttribute sizeAttribute;
    private final BlockPool pool;
    private final NanoClock clock;

    Attributes(InodeTable inodes, Access access, Acls acls, BlockPool pool, SizeControl sizeControl,
            NanoClock clock) {
        this.inodes = inodes;
        this.access = access;
        this.acls = acls;
        this.sizeAttribute = new SizeAttribute(pool, sizeControl);
        this.pool = pool;
        this.clock = clock;
    }

    byte[] get(Caller caller, long ino, XattrName name) {
        if (SizeAttribute.is(ino, name)) {
            return sizeAttribute.get();
        }
        Inode inode = inodes.get(ino);
        if (acls.has(name)) {
            return acls.get(inode, name);
        }
        requireReadable(caller, inode, name);
        return inode.xattr(name);
    }

    void set(Caller caller, long ino, XattrName name, byte[] value, int flags) {
        if (SizeAttribute.is(ino, name)) {
            sizeAttribute.set(caller, value, flags);
            return;
        }
        Inode inode = inodes.get(ino);
        if (acls.has(name)) {
            acls.set(caller, inode, name, value, clock.nanos());
            return;
        }
        requireWritable(caller, inode, name);
        set(inode, name, Xattrs.store(value, pool), flags);
    }

    private void set(Inode inode, XattrName name, FileContent value, int flags) {
        FileContent unused = value;
        try {
            unused = inode.setXattr(name, value, flags, () -> new Xattrs(inodes), clock.nanos());
        } finally {
            if (unused != null) {
                unused.free();
            }
        }
    }

    void remove(Caller caller, long ino, XattrName name) {
        Inode inode = inodes.get(ino);
        if (acls.has(name)) {
            acls.set(caller, inode, name, NO_ACL, clock.nanos());
            return;
        }
        requireWritable(caller, inode, name);
        inode.removeXattr(name, clock.nanos());
    }

    /** EOPNOTSUPP, EINVAL, or ENODATA where the caller or the type of file has no such names. */
    private void requireReadable(Caller caller, Inode inode, XattrName name) {
        switch (XattrNamespace.of(name)) {
            case USER -> {
                require(holdsUserAttributes(inode), Errno.ENODATA);
                access.require(caller, inode, Mode.R_OK);
            }
            case TRUSTED -> require(caller.isRoot(), Errno.ENODATA);
            case SECURITY -> {
                // Readable by all.
            }
        }
    }

    /**
     * As {@link #requireReadable} for a change, with EPERM for ENODATA; xattr_permission() in fs/xattr.c.
     *
     * <p>
     * A write to a program removes its capabilities, which the kernel does with the writer's ids: where it checks
     * permissions, it has checked security.* itself; cap_inode_killpriv() in security/commoncap.c.
     */
    private void requireWritable(Caller caller, Inode inode, XattrName name) {
        switch (XattrNamespace.of(name)) {
            case USER -> requireUserWritable(caller, inode);
            case TRUSTED -> require(caller.isRoot(), Errno.EPERM);
            case SECURITY -> access.requireRoot(caller);
        }
    }

    private void requireUserWritable(Caller caller, Inode inode) {
        require(holdsUserAttributes(inode), Errno.EPERM);
        if (Mode.isDirectory(inode.mode()) && (inode.mode() & Mode.S_ISVTX) != 0) {
            access.requireOwner(caller, inode);
        }
        access.require(caller, inode, Mode.W_OK);
    }

    private static boolean holdsUserAttributes(Inode inode) {
        return Mode.isRegular(inode.mode()) || Mode.isDirectory(inode.mode());
    }

    private static void require(boolean condition, Errno errno) {
        if (!condition) {
            throw errno.exception();
        }
    }
}
