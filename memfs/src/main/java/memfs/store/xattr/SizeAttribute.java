package memfs.store.xattr;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.OpenFlags;
import memfs.store.FileSystem;
import memfs.store.SizeControl;
import memfs.store.XattrName;
import memfs.store.content.BlockPool;

/**
 * The size limit as the extended attribute {@code memfs.size} of the root: the kernel passes no options of a remount to a
 * FUSE server (fuse_reconfigure() in fs/fuse/inode.c).
 *
 * <p>
 * A virtual one, as CephFS has for quotas: it is always there, takes no memory, can't be removed and isn't listed, so that
 * a program which copies all attributes of a tree (cp -a, rsync -X) doesn't carry it elsewhere.
 */
public final class SizeAttribute {
    static final byte[] NAME = "memfs.size".getBytes(ISO_8859_1);

    private final BlockPool pool;
    private final SizeControl control;

    public SizeAttribute(BlockPool pool, SizeControl control) {
        this.pool = pool;
        this.control = control;
    }

    public static boolean is(long ino, XattrName name) {
        return ino == FileSystem.ROOT && name.compareTo(NAME) == 0;
    }

    /** The limit in bytes, decimal. */
    public byte[] get() {
        return Long.toString(pool.capacityBytes()).getBytes(ISO_8859_1);
    }

    /**
     * Sets the limit.
     *
     * @throws memfs.posix.ErrnoException
     *             EPERM (neither root nor who mounted), EEXIST (XATTR_CREATE), EINVAL: no size, 0, or less than is stored
     *             already, as shmem_reconfigure() in mm/shmem.c has it
     */
    public void set(Caller caller, byte[] value, int flags) {
        if (!caller.isRoot() && caller.uid() != control.uid()) {
            throw Errno.EPERM.exception();
        }
        if ((flags & OpenFlags.XATTR_CREATE) != 0) {
            throw Errno.EEXIST.exception();
        }
        long bytes = bytes(new String(value, ISO_8859_1).strip());
        if (bytes <= 0 || !pool.resize(bytes)) {
            throw Errno.EINVAL.exception();
        }
    }

    private long bytes(String text) {
        try {
            return control.sizes().applyAsLong(text);
        } catch (IllegalArgumentException _) {
            throw Errno.EINVAL.exception();
        }
    }
}
