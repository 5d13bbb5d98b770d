package memfs.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;

/**
 * The extended attributes of one inode, guarded by it; xattr(7). Values are counted against the size limit; each
 * attribute is counted as an inode for its name, which is on the heap, as file names are.
 *
 * <p>
 * Namespaces are user, trusted and security. Of system.* there are only the access control lists, which have rules of their
 * own: {@link Acls}.
 */
final class Xattrs {
    /** XATTR_SIZE_MAX and XATTR_LIST_MAX, bytes; include/uapi/linux/limits.h. */
    static final int MAX_VALUE = 65536;
    static final int MAX_LIST = 65536;

    private static final byte[] USER = "user.".getBytes(US_ASCII);
    private static final byte[] TRUSTED = "trusted.".getBytes(US_ASCII);
    private static final byte[] SECURITY = "security.".getBytes(US_ASCII);

    private final InodeTable inodes;
    /** In the order of their names. */
    private final ArrayList<Attribute> attributes = new ArrayList<>(1);

    private record Attribute(byte[] name, FileContent value) {}

    Xattrs(InodeTable inodes) {
        this.inodes = inodes;
    }

    boolean isEmpty() {
        return attributes.isEmpty();
    }

    /** EOPNOTSUPP, EINVAL (nothing after the dot), ENODATA where the caller or the type of file has no such names. */
    static void requireReadable(Caller caller, Access access, Inode inode, XattrName name) {
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
    static void requireWritable(Caller caller, Access access, Inode inode, XattrName name) {
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
    private static void requireSystemWritable(Caller caller, Access access, XattrName name) {
        if (isWithin(name, SECURITY)) {
            access.requireRoot(caller);
        } else {
            require(isWithin(name, TRUSTED), Errno.EOPNOTSUPP);
            require(caller.isRoot(), Errno.EPERM);
        }
    }

    private static boolean isWithin(XattrName name, byte[] namespace) {
        boolean within = name.startsWith(namespace);
        require(!within || name.length() > namespace.length, Errno.EINVAL);
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

    boolean has(XattrName name) {
        return indexOf(name) >= 0;
    }

    byte[] get(XattrName name) {
        return StoredBytes.toArray(attributes.get(requirePresent(name)).value);
    }

    /** Where the name is, or -(where it would be inserted) - 1. */
    private int indexOf(XattrName name) {
        int low = 0;
        int high = attributes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = name.compareTo(attributes.get(middle).name);
            if (order == 0) {
                return middle;
            }
            low = order > 0 ? middle + 1 : low;
            high = order > 0 ? high : middle;
        }
        return -low - 1;
    }

    private int requirePresent(XattrName name) {
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
    FileContent set(XattrName name, FileContent value, int flags) {
        require((flags & ~(OpenFlags.XATTR_CREATE | OpenFlags.XATTR_REPLACE)) == 0, Errno.EINVAL);
        int index = indexOf(name);
        require(index < 0 || (flags & OpenFlags.XATTR_CREATE) == 0, Errno.EEXIST);
        require(index >= 0 || (flags & OpenFlags.XATTR_REPLACE) == 0, Errno.ENODATA);
        if (index < 0) {
            add(-index - 1, name, value);
            return null;
        }
        Attribute old = attributes.get(index);
        attributes.set(index, new Attribute(old.name, value));
        return old.value;
    }

    private void add(int index, XattrName name, FileContent value) {
        inodes.take();
        try {
            attributes.add(index, new Attribute(name.toBytes(), value));
        } catch (Throwable e) {
            inodes.giveBack(1);
            throw e;
        }
    }

    /** Lets the access control list say what the mode says now: as long as before, so that it takes no space. */
    void followMode(int mode) {
        int index = indexOf(Acl.ACCESS);
        if (index >= 0) {
            FileContent value = attributes.get(index).value;
            value.write(MemorySegment.ofArray(Acl.of(StoredBytes.toArray(value)).withMode(mode).toBytes()), 0);
        }
    }

    void remove(XattrName name) {
        free(attributes.remove(requirePresent(name)));
        // What the list has room for isn't counted by anybody.
        attributes.trimToSize();
    }

    private void free(Attribute attribute) {
        attribute.value.free();
        inodes.giveBack(1);
    }

    /** See {@link FileSystem#listxattr}: trusted.* is root's. */
    byte[] list(Caller caller) {
        var list = new ByteArrayOutputStream();
        for (int i = 0; i < attributes.size() && list.size() <= MAX_LIST; i++) {
            byte[] name = attributes.get(i).name;
            if (caller.isRoot() || !Arrays.equals(name, 0, Math.min(name.length, TRUSTED.length), TRUSTED, 0,
                    TRUSTED.length)) {
                list.writeBytes(name);
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
