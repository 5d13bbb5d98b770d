package memfs.store.tree;

import memfs.posix.Errno;

/** One open of an inode, which it pins until it is released. */
abstract class Handle<I extends Inode> {
    /** Null once it is released. */
    private volatile I inode;

    Handle(I inode) {
        this.inode = inode;
    }

    /** EBADF after the release. */
    final I inode() {
        I open = inode;
        if (open == null) {
            throw Errno.EBADF.exception();
        }
        return open;
    }

    /** Ends the use of this handle; returns the inode, which is still pinned. EBADF where it was released before. */
    final synchronized I release() {
        I released = inode();
        inode = null;
        return released;
    }
}
