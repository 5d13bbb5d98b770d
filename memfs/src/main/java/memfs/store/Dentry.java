package memfs.store;

/** One name in one directory and where it leads; a name itself, since these are what a tree mostly consists of. */
final class Dentry extends KeptName {
    private final long cookie;
    private Inode inode;

    Dentry(Name name, long cookie, Inode inode) {
        super(name);
        this.cookie = cookie;
        this.inode = inode;
    }

    /** Its place in the listing; greater than that of every dentry created before. */
    long cookie() {
        return cookie;
    }

    Inode inode() {
        return inode;
    }

    void leadTo(Inode other) {
        inode = other;
    }
}
