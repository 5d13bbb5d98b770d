package memfs.store.tree;

import memfs.posix.Errno;

/** A fifo, socket or device node: the kernel opens it itself, here it is only attributes. */
final class SpecialFile extends Inode {
    private final int rdev;

    SpecialFile(Birth birth, int rdev) {
        super(birth);
        this.rdev = rdev;
    }

    @Override
    int rdev() {
        return rdev;
    }

    @Override
    long size() {
        return 0;
    }

    @Override
    long allocatedBytes() {
        return 0;
    }

    @Override
    void resize(long size) {
        throw Errno.EINVAL.exception();
    }

    @Override
    void freeData() {}
}
