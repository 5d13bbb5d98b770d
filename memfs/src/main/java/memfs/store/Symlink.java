package memfs.store;

import memfs.posix.Errno;

/** A symbolic link: its target, which never changes. */
final class Symlink extends Inode {
    /** PATH_MAX without the NUL, bytes. */
    static final int MAX_TARGET = 4095;

    private final byte[] target;
    private final BlockPool pool;

    /**
     * @throws memfs.posix.ErrnoException
     *             ENOENT (empty target), ENAMETOOLONG, ENOSPC
     */
    Symlink(Birth birth, byte[] target, BlockPool pool) {
        super(birth);
        if (target.length == 0) {
            throw Errno.ENOENT.exception();
        }
        if (target.length > MAX_TARGET) {
            throw Errno.ENAMETOOLONG.exception();
        }
        pool.charge(target.length);
        this.target = target.clone();
        this.pool = pool;
    }

    byte[] target() {
        return target.clone();
    }

    @Override
    long sizeLocked() {
        return target.length;
    }

    @Override
    long allocatedLocked() {
        return 0;
    }

    @Override
    void resizeLocked(long size) {
        throw Errno.EINVAL.exception();
    }

    @Override
    void freeLocked() {
        pool.discharge(target.length);
    }
}
