package memfs.jnr;

import org.agrona.collections.Long2LongHashMap;

/** The inode of each open file handle: libfuse passes the handle alone once a file has no path. */
final class OpenInodes {
    private static final long NONE = 0;

    private final Long2LongHashMap inodes = new Long2LongHashMap(NONE);

    synchronized void add(long fh, long ino) {
        inodes.put(fh, ino);
    }

    /** The inode of a handle, 0 for an unknown one. */
    synchronized long get(long fh) {
        return inodes.get(fh);
    }

    synchronized long remove(long fh) {
        return inodes.remove(fh);
    }

    /** Whether any handle is open on an inode; walks all handles, so for rare cases only. */
    synchronized boolean contains(long ino) {
        return inodes.containsValue(ino);
    }
}
