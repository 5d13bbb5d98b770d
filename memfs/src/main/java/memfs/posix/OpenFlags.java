package memfs.posix;

/**
 * Flags of open(2), rename(2), setxattr(2) and fallocate(2) as a request carries them, in the values of x86-64 Linux.
 *
 * <p>
 * Source: {@code include/uapi/asm-generic/fcntl.h}, {@code linux/fs.h}, {@code linux/xattr.h},
 * {@code linux/falloc.h}.
 */
public final class OpenFlags {
    /** Mask of the access mode bits. */
    public static final int O_ACCMODE = 3;
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0100;
    public static final int O_EXCL = 0200;
    public static final int O_TRUNC = 01000;
    public static final int O_APPEND = 02000;
    public static final int O_DIRECTORY = 0200000;
    public static final int O_NOFOLLOW = 0400000;
    public static final int O_NOATIME = 01000000;

    public static final int RENAME_NOREPLACE = 1;
    public static final int RENAME_EXCHANGE = 2;
    public static final int RENAME_WHITEOUT = 4;

    public static final int XATTR_CREATE = 1;
    public static final int XATTR_REPLACE = 2;

    public static final int FALLOC_FL_KEEP_SIZE = 0x01;
    public static final int FALLOC_FL_PUNCH_HOLE = 0x02;
    public static final int FALLOC_FL_ZERO_RANGE = 0x10;

    /** lseek(2): the next offset at or after the given one that holds data, or is in a hole. */
    public static final int SEEK_DATA = 3;
    public static final int SEEK_HOLE = 4;

    private OpenFlags() {}

    /** Whether a handle opened with these flags may read. */
    public static boolean reads(int flags) {
        return (flags & O_ACCMODE) != O_WRONLY;
    }

    /** Whether a handle opened with these flags may write. */
    public static boolean writes(int flags) {
        return (flags & O_ACCMODE) != O_RDONLY;
    }
}
