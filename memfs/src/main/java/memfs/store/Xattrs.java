package memfs.store;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;

/**
 * The extended attributes of one inode, guarded by it; xattr(7). Values are counted against the size limit; each
 * attribute is counted as an inode for its name, which is on the heap, as file names are.
 *
 * <p>
 * Namespaces are user, trusted and security. There are no ACLs: system.* is EOPNOTSUPP.
 */
final class Xattrs {
    /** XATTR_SIZE_MAX and XATTR_LIST_MAX, bytes; include/uapi/linux/limits.h. */
    static final int MAX_VALUE = 65536;
    static final int MAX_LIST = 65536;

    private static final KeptName USER = Name.of("user.");
    private static final KeptName TRUSTED = Name.of("trusted.");
    private static final KeptName SECURITY = Name.of("security.");

    private final InodeTable inodes;
    /** In the order of their creation; few, so they are searched from end to end. */
    private final ArrayList<Attribute> attributes = new ArrayList<>(1);
    private int listLength;

    private record Attribute(KeptName name, FileContent value) {}

    Xattrs(InodeTable inodes) {
        this.inodes = inodes;
    }

    boolean isEmpty() {
        return attributes.isEmpty();
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
        return StoredBytes.toArray(attributes.get(requirePresent(name)).value);
    }

    private int indexOf(Name name) {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).name.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private int requirePresent(Name name) {
        int index = indexOf(name);
        require(index >= 0, Errno.ENODATA);
        return index;
    }

    /** The value stored off the heap, for {@link #set}; E2BIG, ENOSPC. */
    static FileContent store(byte[] value, BlockPool pool) {
        require(value.length <= MAX_VALUE, Errno.E2BIG);
        return StoredBytes.of(value, pool);
    }

    /** Sets an attribute; returns the value that it had before, for the caller to free, or null. */
    FileContent set(Name name, FileContent value, int flags) {
        require((flags & ~(OpenFlags.XATTR_CREATE | OpenFlags.XATTR_REPLACE)) == 0, Errno.EINVAL);
        int index = indexOf(name);
        require(index < 0 || (flags & OpenFlags.XATTR_CREATE) == 0, Errno.EEXIST);
        require(index >= 0 || (flags & OpenFlags.XATTR_REPLACE) == 0, Errno.ENODATA);
        if (index < 0) {
            add(name, value);
            return null;
        }
        Attribute old = attributes.get(index);
        attributes.set(index, new Attribute(old.name, value));
        return old.value;
    }

    private void add(Name name, FileContent value) {
        int listed = name.length() + 1;
        require(listLength + listed <= MAX_LIST, Errno.ENOSPC);
        Attribute attribute = new Attribute(name.kept(), value);
        inodes.take();
        attributes.add(attribute);
        listLength += listed;
    }

    void remove(Name name) {
        Attribute removed = attributes.remove(requirePresent(name));
        listLength -= name.length() + 1;
        free(removed);
        // What the list has room for isn't counted by anybody.
        attributes.trimToSize();
    }

    private void free(Attribute attribute) {
        attribute.value.free();
        inodes.giveBack(1);
    }

    /** The names that the caller may see, each with a NUL: trusted.* is root's. */
    byte[] list(Caller caller) {
        var list = new ByteArrayOutputStream(listLength);
        for (Attribute attribute : attributes) {
            if (caller.isRoot() || !attribute.name.startsWith(TRUSTED)) {
                list.writeBytes(attribute.name.toBytes());
                list.write(0);
            }
        }
        return list.toByteArray();
    }

    void free() {
        attributes.forEach(this::free);
        attributes.clear();
    }
}
