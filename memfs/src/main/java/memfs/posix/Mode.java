package memfs.posix;

/**
 * File type and permission bits of {@code st_mode}; inode(7).
 *
 * <p>
 * Source: {@code include/uapi/linux/stat.h}.
 */
public final class Mode {
    /** Mask of the file type bits. */
    public static final int S_IFMT = 0170000;
    public static final int S_IFSOCK = 0140000;
    public static final int S_IFLNK = 0120000;
    public static final int S_IFREG = 0100000;
    public static final int S_IFBLK = 0060000;
    public static final int S_IFDIR = 0040000;
    public static final int S_IFCHR = 0020000;
    public static final int S_IFIFO = 0010000;

    public static final int S_ISUID = 04000;
    public static final int S_ISGID = 02000;
    public static final int S_ISVTX = 01000;
    public static final int S_IXGRP = 00010;

    /** Mask of all bits that chmod(2) can change. */
    public static final int PERMISSIONS = 07777;

    /** Access wanted, as in access(2): read, write, execute or search. */
    public static final int R_OK = 4;
    public static final int W_OK = 2;
    public static final int X_OK = 1;

    private Mode() {}

    public static int type(int mode) {
        return mode & S_IFMT;
    }

    public static int permissions(int mode) {
        return mode & PERMISSIONS;
    }

    public static boolean isDirectory(int mode) {
        return type(mode) == S_IFDIR;
    }

    public static boolean isRegular(int mode) {
        return type(mode) == S_IFREG;
    }

    public static boolean isSymlink(int mode) {
        return type(mode) == S_IFLNK;
    }

    /** Whether setuid or setgid is among the bits: those that a write, a cut or a chown may clear. */
    public static boolean hasPrivileges(int mode) {
        return (mode & (S_ISUID | S_ISGID)) != 0;
    }

    /** The {@code d_type} of a directory entry for this mode: the type bits shifted down, see readdir(3). */
    public static int direntType(int mode) {
        return type(mode) >> 12;
    }
}
