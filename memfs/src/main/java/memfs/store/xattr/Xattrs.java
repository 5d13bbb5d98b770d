package memfs.store.xattr;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.OpenFlags;
import memfs.store.FileSystem;
import memfs.store.XattrName;
import memfs.store.content.BlockPool;
import memfs.store.content.FileContent;
import memfs.store.content.StoredBytes;

/**
 * The extended attributes of one inode, guarded by its monitor; xattr(7). Values are counted against the size limit; each
 * attribute is counted as an inode for its name, which is on the heap, as file names are.
 */
public final class Xattrs {
    /** XATTR_SIZE_MAX and XATTR_LIST_MAX, bytes; include/uapi/linux/limits.h. */
    static final int MAX_VALUE = 65536;
    static final int MAX_LIST = 65536;

    private final Quota quota;
    /** In the order of their names. */
    private final ArrayList<Attribute> attributes = new ArrayList<>(1);

    /** What bounds the number of attributes: their names are on the heap. */
    public interface Quota {
        /** Counts one more; ENOSPC at the limit. */
        void charge();

        void discharge(long number);
    }

    private record Attribute(byte[] name, FileContent value) {}

    public Xattrs(Quota quota) {
        this.quota = quota;
    }

    public boolean isEmpty() {
        return attributes.isEmpty();
    }

    private static void require(boolean condition, Errno errno) {
        if (!condition) {
            throw errno.exception();
        }
    }

    public boolean has(XattrName name) {
        return indexOf(name) >= 0;
    }

    public byte[] get(XattrName name) {
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
    public static FileContent store(byte[] value, BlockPool pool) {
        require(value.length <= MAX_VALUE, Errno.E2BIG);
        return StoredBytes.of(value, pool);
    }

    /** Sets an attribute; returns the value that it had before, for the caller to free, or null. */
    public FileContent set(XattrName name, FileContent value, int flags) {
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
        quota.charge();
        try {
            attributes.add(index, new Attribute(name.toBytes(), value));
        } catch (Throwable e) {
            quota.discharge(1);
            throw e;
        }
    }

    /** Puts the permissions of a mode into the access control list: its length, and so its space, stays the same. */
    public void followMode(int mode) {
        int index = indexOf(Acl.ACCESS);
        if (index >= 0) {
            FileContent value = attributes.get(index).value;
            value.write(MemorySegment.ofArray(Acl.of(StoredBytes.toArray(value)).withMode(mode).toBytes()), 0);
        }
    }

    public void remove(XattrName name) {
        free(attributes.remove(requirePresent(name)));
        // Spare room of the list is not counted.
        attributes.trimToSize();
    }

    private void free(Attribute attribute) {
        attribute.value.free();
        quota.discharge(1);
    }

    /** See {@link FileSystem#listxattr}: trusted.* is root's. */
    public byte[] list(Caller caller) {
        var list = new ByteArrayOutputStream();
        for (int i = 0; i < attributes.size() && list.size() <= MAX_LIST; i++) {
            byte[] name = attributes.get(i).name;
            if (caller.isRoot() || !XattrNamespace.TRUSTED.contains(name)) {
                list.writeBytes(name);
                list.write(0);
            }
        }
        return list.toByteArray();
    }

    public void free() {
        attributes.forEach(this::free);
        attributes.clear();
    }
}
