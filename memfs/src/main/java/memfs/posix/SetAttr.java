package memfs.posix;

/**
 * Which attributes one SETATTR changes, and to what: chmod(2), chown(2), truncate(2) and utimensat(2) in one.
 *
 * @param valid
 *            the fields to change, a union of the constants below; others are ignored
 * @param mode
 *            permission bits, type bits ignored
 * @param size
 *            new length, bytes
 * @param ctime
 *            only a kernel that runs the write-back cache sends it
 */
public record SetAttr(int valid, int mode, int uid, int gid, long size, Timestamp atime, Timestamp mtime,
        Timestamp ctime) {

    /** The values are those of {@code FATTR_*} in {@code include/uapi/linux/fuse.h}. */
    public static final int MODE = 1;
    public static final int UID = 1 << 1;
    public static final int GID = 1 << 2;
    public static final int SIZE = 1 << 3;
    public static final int ATIME = 1 << 4;
    public static final int MTIME = 1 << 5;
    /** Set the access time to the file system's own clock: UTIME_NOW. */
    public static final int ATIME_NOW = 1 << 7;
    public static final int MTIME_NOW = 1 << 8;
    public static final int CTIME = 1 << 10;
    /** Clear setuid, and setgid of a group-executable file, as a change by an unprivileged caller does. */
    public static final int KILL_SUIDGID = 1 << 11;

    public static SetAttr ofMode(int mode) {
        return withoutTimes(MODE, mode, 0, 0, 0);
    }

    public static SetAttr ofSize(long size) {
        return withoutTimes(SIZE, 0, 0, 0, size);
    }

    /** A change of owner; -1 leaves that one alone, as in chown(2). */
    public static SetAttr ofOwner(int uid, int gid) {
        return withoutTimes((uid == -1 ? 0 : UID) | (gid == -1 ? 0 : GID), 0, uid, gid, 0);
    }

    /** A change of the access and the modification time, as {@code valid} says; utimensat(2). */
    public static SetAttr ofTimes(int valid, Timestamp atime, Timestamp mtime) {
        return new SetAttr(valid, 0, 0, 0, 0, atime, mtime, Timestamp.EPOCH);
    }

    private static SetAttr withoutTimes(int valid, int mode, int uid, int gid, long size) {
        return new SetAttr(valid, mode, uid, gid, size, Timestamp.EPOCH, Timestamp.EPOCH, Timestamp.EPOCH);
    }

    /**
     * Whether no field is named: to the kernel that is chown(2) with -1 twice, or what fuse_setattr() in fs/fuse/dir.c leaves
     * of its own SETATTR that clears setuid before a write. The write-back cache adds its ctime.
     */
    public boolean namesNothing() {
        return (valid & ~CTIME) == 0;
    }

    public boolean has(int field) {
        return (valid & field) != 0;
    }
}
