package memfs.kernel.protocol;

/**
 * Sizes, offsets and flags of the protocol, from {@code include/uapi/linux/fuse.h}; names as there, without FUSE_.
 *
 * <p>
 * Structures are packed in the machine's byte order, with every field at a multiple of its size.
 */
public final class Abi {
    public static final int MAJOR = 7;
    /** The oldest minor version served: Linux 5.4, which has max_pages, COPY_FILE_RANGE and the flags that matter here. */
    public static final int OLDEST_MINOR = 31;
    /** The newest minor version known: Linux 6.18. */
    public static final int NEWEST_MINOR = 45;
    /** The first one with flags2 in INIT. */
    public static final int FLAGS2_MINOR = 36;

    /** {@code struct fuse_in_header}: len, opcode, unique, nodeid, uid, gid, pid, total_extlen. */
    public static final int IN_HEADER = 40;
    public static final int IN_LEN = 0;
    public static final int IN_OPCODE = 4;
    public static final int IN_UNIQUE = 8;
    public static final int IN_NODEID = 16;
    public static final int IN_UID = 24;
    public static final int IN_GID = 28;
    public static final int IN_PID = 32;

    /** {@code struct fuse_out_header}: len, error, unique. */
    public static final int OUT_HEADER = 16;
    public static final int OUT_LEN = 0;
    public static final int OUT_ERROR = 4;
    public static final int OUT_UNIQUE = 8;

    /** {@code struct fuse_entry_out} up to its attributes, and whole. */
    public static final int ENTRY_ATTR = 40;
    public static final int ENTRY_OUT = ENTRY_ATTR + 88;

    /** {@code struct fuse_dirent} up to the name; records are aligned to 8 bytes. */
    public static final int DIRENT_NAME = 24;
    public static final int RECORD_ALIGN = 8;

    /** Room for the headers of any request beside its data: what libfuse adds, too. */
    public static final int BUFFER_HEADER = 4096;
    /** XATTR_SIZE_MAX and XATTR_LIST_MAX: these come in one piece, whatever max_write is. */
    public static final int XATTR_MAX = 65536;

    /** STATX_BASIC_STATS and STATX_BTIME; {@code include/uapi/linux/stat.h}. */
    public static final int STATX_ALL = 0xfff;

    public static final int ASYNC_READ = 1;
    public static final int ATOMIC_O_TRUNC = 1 << 3;
    public static final int EXPORT_SUPPORT = 1 << 4;
    public static final int BIG_WRITES = 1 << 5;
    public static final int DONT_MASK = 1 << 6;
    public static final int DO_READDIRPLUS = 1 << 13;
    public static final int READDIRPLUS_AUTO = 1 << 14;
    public static final int WRITEBACK_CACHE = 1 << 16;
    public static final int NO_OPEN_SUPPORT = 1 << 17;
    public static final int PARALLEL_DIROPS = 1 << 18;
    public static final int POSIX_ACL = 1 << 20;
    public static final int MAX_PAGES = 1 << 22;
    public static final int CACHE_SYMLINKS = 1 << 23;
    public static final int NO_OPENDIR_SUPPORT = 1 << 24;
    public static final int HANDLE_KILLPRIV_V2 = 1 << 28;
    public static final int INIT_EXT = 1 << 30;
    public static final long PASSTHROUGH = 1L << 37;
    public static final long OVER_IO_URING = 1L << 41;

    public static final int FATTR_MODE = 1;
    public static final int FATTR_SIZE = 1 << 3;
    public static final int FATTR_FH = 1 << 6;
    public static final int FATTR_LOCKOWNER = 1 << 9;

    public static final int FOPEN_KEEP_CACHE = 1 << 1;
    public static final int FOPEN_CACHE_DIR = 1 << 3;
    public static final int FOPEN_PASSTHROUGH = 1 << 7;

    public static final int WRITE_CACHE = 1;
    public static final int WRITE_KILL_SUIDGID = 1 << 2;

    private Abi() {}

    /** The length of a directory record with its padding. */
    public static int aligned(int length) {
        return (length + RECORD_ALIGN - 1) & -RECORD_ALIGN;
    }
}
