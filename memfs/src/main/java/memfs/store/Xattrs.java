package memfs.store;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;

/**
 * The extended attributes of one inode, guarded by it; xattr(7). Names and values are counted against the size limit.
 *
 * <p>
 * Namespaces are user, trusted and security. There are no ACLs: system.* is EOPNOTSUPP.
 */
final class Xattrs {
    /** XATTR_SIZE_MAX and XATTR_LIST_MAX, bytes; include/uapi/linux/limits.h. */
    static final int MAX_VALUE = 65536;
    static final int MAX_LIST = 65536;

    private static final Name USER = Name.of("user.");
    private static final Name TRUSTED = Name.of("trusted.");
    private static final Name SECURITY = Name.of("security.");

    private final BlockPool pool;
    private final SequencedMap<Name, byte[]> values = new LinkedHashMap<>();
    private int listLength;

    Xattrs(BlockPool pool) {
        this.pool = pool;
    }

    /** EOPNOTSUPP, EINVAL (nothing after the dot), ENODATA where the caller or the type of file has no such names. */
    static void requireReadable(Caller caller, Access access, Inode inode, Name name) {
        if (isWithin(name, USER)) {
            require(holdsUserAttributes(inode), Errno.ENODATA);
            access.require(caller, inode, Mode.R_OK);
        } else if (isWithin(name, TRUSTED)) {
            require(caller.isRoot(), Errno.ENODATA);
        } else {
            require(isWithin(name, SECURITY), Errno.EOPNOTSUPP);
        }
    }

    /** As {@link #requireReadable} for a change, with EPERM for ENODATA; xattr_permission() in fs/xattr.c. */
    static void requireWritable(Caller caller, Access access, Inode inode, Name name) {
        if (isWithin(name, USER)) {
            require(holdsUserAttributes(inode), Errno.EPERM);
            if (Mode.isDirectory(inode.mode()) && (inode.mode() & Mode.S_ISVTX) != 0) {
                access.requireOwner(caller, inode);
            }
            access.require(caller, inode, Mode.W_OK);
        } else {
            requireSystemWritable(caller, access, name);
        }
    }

    /**
     * Who writes to a program loses its capabilities, and the kernel removes them in his name: it has checked security.*
     * itself; cap_inode_killpriv() in security/commoncap.c.
     */
    private static void requireSystemWritable(Caller caller, Access access, Name name) {
        if (isWithin(name, SECURITY)) {
            access.requireRoot(caller);
        } else {
            require(isWithin(name, TRUSTED), Errno.EOPNOTSUPP);
            require(caller.isRoot(), Errno.EPERM);
        }
    }

    private static boolean isWithin(Name name, Name namespace) {
        boolean within = name.startsWith(namespace);
        require(!within || name.length() > namespace.length(), Errno.EINVAL);
        return within;
    }

    private static boolean holdsUserAttributes(Inode inode) {
        return Mode.isRegular(inode.mode()) || Mode.isDirectory(inode.mode());
    }

    private static void require(boolean condition, Errno errno) {
        if (!condition) {
            throw errno.exception();
        }
    }

    byte[] get(Name name) {
        byte[] value = values.get(name);
        require(value != null, Errno.ENODATA);
        return value.clone();
    }

    void set(Name name, byte[] value, int flags) {
        require((flags & ~(OpenFlags.XATTR_CREATE | OpenFlags.XATTR_REPLACE)) == 0, Errno.EINVAL);
        require(value.length <= MAX_VALUE, Errno.E2BIG);
        byte[] old = values.get(name);
        require(old == null || (flags & OpenFlags.XATTR_CREATE) == 0, Errno.EEXIST);
        require(old != null || (flags & OpenFlags.XATTR_REPLACE) == 0, Errno.ENODATA);
        int added = old == null ? name.length() + 1 : 0;
        require(listLength + added <= MAX_LIST, Errno.ENOSPC);
        pool.charge(added + value.length - (old == null ? 0 : old.length));
        values.put(name, value.clone());
        listLength += added;
    }

    void remove(Name name) {
        byte[] old = values.remove(name);
        require(old != null, Errno.ENODATA);
        listLength -= name.length() + 1;
        pool.discharge(name.length() + 1 + old.length);
    }

    /** The names that the caller may see, each with a NUL: trusted.* is root's. */
    byte[] list(Caller caller) {
        var list = new ByteArrayOutputStream(listLength);
        for (Name name : values.keySet()) {
            if (caller.isRoot() || !name.startsWith(TRUSTED)) {
                list.writeBytes(name.toBytes());
                list.write(0);
            }
        }
        return list.toByteArray();
    }

    void free() {
        for (Map.Entry<Name, byte[]> entry : values.entrySet()) {
            pool.discharge(entry.getKey().length() + 1 + entry.getValue().length);
        }
        values.clear();
    }
}
