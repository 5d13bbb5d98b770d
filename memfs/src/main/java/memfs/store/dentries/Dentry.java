package memfs.store.dentries;

import memfs.store.KeptName;
import memfs.store.Name;

/** One name in one directory and its inode; a name itself, since these are what a tree mostly consists of. */
public final class Dentry extends KeptName {
    private final long cookie;
    private LinkedInode inode;

    Dentry(Name name, long cookie, LinkedInode inode) {
        super(name);
        this.cookie = cookie;
        this.inode = inode;
    }

    /** Its place in the listing; greater than that of every dentry created before. */
    public long cookie() {
        return cookie;
    }

    public LinkedInode inode() {
        return inode;
    }

    void link(LinkedInode other) {
        inode = other;
    }
}
