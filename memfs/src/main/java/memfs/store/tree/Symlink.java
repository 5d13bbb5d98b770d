package memfs.store.tree;

import memfs.posix.Errno;
import memfs.store.content.BlockPool;
import memfs.store.content.FileContent;
import memfs.store.content.StoredBytes;

/** A symbolic link: its target, which never changes. */
final class Symlink extends Inode {
    /** PATH_MAX without the NUL, bytes. */
    static final int MAX_TARGET = 4095;

    private final FileContent target;

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
        this.target = StoredBytes.of(target, pool);
    }

    /** ESTALE where it is gone. */
    synchronized byte[] target() {
        requireAliveLocked();
        return StoredBytes.toArray(target);
    }

    @Override
    long size() {
        return target.size();
    }

    /** As where a file system keeps a target in the inode. */
    @Override
    long allocatedBytes() {
        return 0;
    }

    @Override
    void resize(long size) {
        throw Errno.EINVAL.exception();
    }

    @Override
    void freeData() {
        target.free();
    }
}
