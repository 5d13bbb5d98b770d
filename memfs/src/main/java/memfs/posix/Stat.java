package memfs.posix;

/**
 * The attributes of one inode at one moment; stat(2).
 *
 * @param ino
 *            inode number, the same as the node id
 * @param mode
 *            type and permission bits, see {@link Mode}; with {@link #CHANGES_UNSEEN} where that is so
 * @param nlink
 *            number of dentries; a directory counts 2 and one for each subdirectory
 * @param uid
 *            owner
 * @param gid
 *            group
 * @param rdev
 *            device number of a character or block device as {@code new_encode_dev} packs it, else 0
 * @param size
 *            bytes; the target's length for a symbolic link
 * @param blocks
 *            512-byte units really taken
 * @param atimeSeconds
 *            times are those of a {@link Timestamp}, apart, so that each reply leaves one object and not four
 */
public record Stat(long ino, int mode, int nlink, int uid, int gid, int rdev, long size, long blocks, long atimeSeconds,
        int atimeNanos, long mtimeSeconds, int mtimeNanos, long ctimeSeconds, int ctimeNanos, long btimeSeconds,
        int btimeNanos) {

    /** In the mode, so that the object is no larger: see {@link #changesUnseen}. */
    public static final int CHANGES_UNSEEN = 1 << 31;

    /**
     * Preferred size of one read or write, bytes ({@code st_blksize}): as much as the C library's streams take at most (BUFSIZ
     * of glibc, filedoalloc.c), two pages, so that they write half as often as with one.
     */
    public static final int BLOCK_SIZE = 8192;

    /** The unit of {@link #blocks()}, bytes; stat(2) fixes it whatever the file system's own block is. */
    public static final int BLOCK_UNIT = 512;

    @Override
    public int mode() {
        return mode & ~CHANGES_UNSEEN;
    }

    /** Whether size and times may change without any request to the file system: a program may have the file mapped. */
    public boolean changesUnseen() {
        return (mode & CHANGES_UNSEEN) != 0;
    }

    /** The major device number in {@link #rdev()}; {@code new_decode_dev} of {@code include/linux/kdev_t.h}. */
    public int rdevMajor() {
        return rdev >>> 8 & 0xfff;
    }

    /** The minor device number in {@link #rdev()}. */
    public int rdevMinor() {
        return rdev & 0xff | rdev >>> 12 & 0xfff00;
    }

    public Timestamp atime() {
        return new Timestamp(atimeSeconds, atimeNanos);
    }

    public Timestamp mtime() {
        return new Timestamp(mtimeSeconds, mtimeNanos);
    }

    public Timestamp ctime() {
        return new Timestamp(ctimeSeconds, ctimeNanos);
    }

    /** When the inode was created; nothing changes it. */
    public Timestamp btime() {
        return new Timestamp(btimeSeconds, btimeNanos);
    }
}
