package memfs.kernel;

import java.util.Locale;

import memfs.kernel.protocol.Abi;

/**
 * What a mount can do beyond the bare protocol, and the flags of INIT that the kernel must offer for it.
 *
 * <p>
 * Each is a mount option by its name in lower case: meaning and default are declared there, in memfs.mount.MountOption.
 */
public enum Feature {
    WRITEBACK_CACHE(Abi.WRITEBACK_CACHE),
    READDIRPLUS(Abi.DO_READDIRPLUS | Abi.READDIRPLUS_AUTO),
    /** Made by returning ENOSYS to OPEN; the flag says that the kernel accepts that. */
    NO_OPEN(Abi.NO_OPEN_SUPPORT),
    /** As {@link #NO_OPEN}, for OPENDIR. */
    NO_OPENDIR(Abi.NO_OPENDIR_SUPPORT),
    NO_FLUSH,
    /** Made by returning ENOSYS to CREATE; needs {@link #NO_OPEN}. */
    NO_CREATE,
    XATTR,
    /** A directory's default ACL replaces the umask, so the kernel must leave the umask to the server. */
    ACL(Abi.POSIX_ACL | Abi.DONT_MASK),
    PARALLEL_DIROPS(Abi.PARALLEL_DIROPS),
    CACHE_SYMLINKS(Abi.CACHE_SYMLINKS),
    /** The kernel reads and writes the data of open files by itself, in backing files. */
    PASSTHROUGH(Abi.PASSTHROUGH),
    HANDLE_KILLPRIV_V2(Abi.HANDLE_KILLPRIV_V2),
    CACHE_DIR,
    KEEP_CACHE,
    /** FUSE_DEV_IOC_CLONE. */
    CLONE_FD;

    private final long flags;

    Feature() {
        this(0);
    }

    Feature(long flags) {
        this.flags = flags;
    }

    /** The flags of INIT without which the kernel doesn't know the feature. */
    long flags() {
        return flags;
    }

    /** The mount option. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
