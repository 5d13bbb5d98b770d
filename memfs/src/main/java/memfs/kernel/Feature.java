package memfs.kernel;

import java.util.Locale;

/** What a mount can do beyond the bare protocol; each is a mount option by its name in lower case. */
public enum Feature {
    /** The kernel gathers small writes in its page cache; ENOSPC is told by close or fsync then, not by write. */
    WRITEBACK_CACHE,
    /** A directory is listed with the attributes of its entries, where the kernel finds that useful. */
    READDIRPLUS,
    /** Files are opened without a message; needs default_permissions. */
    NO_OPEN,
    /** Directories are opened without a message; a listing may then show names made after it began. */
    NO_OPENDIR,
    /** Closing and fsync send no message: memory has nowhere to flush to. */
    NO_FLUSH,
    /** Files are created by MKNOD, so that no RELEASE follows; needs {@link #NO_OPEN}. */
    NO_CREATE,
    /** Extended attributes. */
    XATTR,
    /** POSIX access control lists, which the kernel caches and checks; needs {@link #XATTR} and default_permissions. */
    ACL,
    /** Lookups and listings of one directory may be under way at once. */
    PARALLEL_DIROPS,
    /** The kernel caches targets of symbolic links. */
    CACHE_SYMLINKS,
    /** The server clears setuid and setgid when told so, so the kernel needn't ask before each write. */
    HANDLE_KILLPRIV_V2,
    /** The kernel caches listings of directories. */
    CACHE_DIR,
    /** Cached file data outlives close. */
    KEEP_CACHE,
    /** Each worker reads from a descriptor of its own; FUSE_DEV_IOC_CLONE. */
    CLONE_FD,
    /** The core that serves is kept from going idle while requests flow, which slows parallel builds; {@link CoreWarmer}. */
    WARM_CORE;

    /** The mount option. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
