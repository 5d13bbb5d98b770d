package memfs.store.tree;

import java.util.concurrent.atomic.AtomicLong;

/** Pins the inodes of handles, and counts what is open. */
final class OpenHandles {
    private final InodeTable inodes;
    private final AtomicLong count = new AtomicLong();

    OpenHandles(InodeTable inodes) {
        this.inodes = inodes;
    }

    /** Pins the inode of a new handle; ESTALE where that is gone. */
    <H extends Handle<?>> H open(H handle) {
        handle.inode().pin();
        count.incrementAndGet();
        return handle;
    }

    void release(Handle<?> handle) {
        Inode released = handle.release();
        count.decrementAndGet();
        if (released instanceof RegularFile file) {
            file.closed();
        }
        inodes.unpin(released, 1);
    }

    long count() {
        return count.get();
    }
}
