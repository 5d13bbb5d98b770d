package memfs.store;

import static memfs.posix.SetAttr.ATIME;
import static memfs.posix.SetAttr.ATIME_NOW;
import static memfs.posix.SetAttr.GID;
import static memfs.posix.SetAttr.MODE;
import static memfs.posix.SetAttr.MTIME;
import static memfs.posix.SetAttr.MTIME_NOW;
import static memfs.posix.SetAttr.SIZE;
import static memfs.posix.SetAttr.UID;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;
import memfs.posix.SetAttr;

/**
 * Who may do what, and which mode bits survive: path_resolution(7), inode(7), chmod(2), chown(2), utimensat(2).
 *
 * <p>
 * The {@code require} methods do nothing where permissions are left to the kernel; the rules for bits always hold. Root
 * stands for every capability.
 */
final class Access {
    /** Open for execution, as the kernel sends it with OPEN; {@code __FMODE_EXEC} in include/linux/fs.h. */
    private static final int FMODE_EXEC = 040;

    private static final int ANY_EXECUTE = 0111;

    private final boolean enforced;

    Access(boolean enforced) {
        this.enforced = enforced;
    }

    /** EACCES unless the caller may do all of {@code mask}. */
    void require(Caller caller, Inode inode, int mask) {
        if (enforced) {
            check(caller, inode, mask);
        }
    }

    /** As {@link #require}, whoever checks permissions otherwise. */
    static void check(Caller caller, Inode inode, int mask) {
        if (!permits(caller, inode, mask)) {
            throw Errno.EACCES.exception();
        }
    }

    private static boolean permits(Caller caller, Inode inode, int mask) {
        int mode = inode.mode();
        if (caller.isRoot()) {
            return (mask & Mode.X_OK) == 0 || Mode.isDirectory(mode) || (mode & ANY_EXECUTE) != 0;
        }
        if (caller.uid() == inode.uid()) {
            return (mode >> 6 & mask) == mask;
        }
        boolean sameForBoth = (mode >> 3 & mask) == (mode & mask);
        boolean group = !sameForBoth && caller.inGroup(inode.gid());
        return ((group ? mode >> 3 : mode) & mask) == mask;
    }

    /** What open(2) needs: read, write or execute as the flags say; O_TRUNC writes, O_NOATIME is the owner's. */
    void requireOpen(Caller caller, Inode inode, int flags) {
        int mask = (flags & FMODE_EXEC) != 0 ? Mode.X_OK : OpenFlags.reads(flags) ? Mode.R_OK : 0;
        if (OpenFlags.writes(flags) || (flags & OpenFlags.O_TRUNC) != 0) {
            mask |= Mode.W_OK;
        }
        require(caller, inode, mask);
        if ((flags & OpenFlags.O_NOATIME) != 0) {
            requireOwner(caller, inode);
        }
    }

    /** EPERM unless the caller owns the inode. */
    void requireOwner(Caller caller, Inode inode) {
        if (enforced && !owns(caller, inode)) {
            throw Errno.EPERM.exception();
        }
    }

    /** Whether permissions are checked here and the caller isn't root: EPERM then. */
    void requireRoot(Caller caller) {
        if (enforced && !caller.isRoot()) {
            throw Errno.EPERM.exception();
        }
    }

    /** Removing a name: EACCES without write and search, EPERM in a sticky directory of others. */
    void requireRemoval(Caller caller, Directory parent, Inode victim) {
        require(caller, parent, Mode.W_OK | Mode.X_OK);
        boolean sticky = (parent.mode() & Mode.S_ISVTX) != 0;
        if (enforced && sticky && !owns(caller, victim) && !owns(caller, parent)) {
            throw Errno.EPERM.exception();
        }
    }

    private static boolean owns(Caller caller, Inode inode) {
        return caller.isRoot() || caller.uid() == inode.uid();
    }

    /** As setattr_prepare() in fs/attr.c. */
    void requireChange(Caller caller, Inode inode, SetAttr change, boolean openForWriting) {
        if (!enforced || caller.isRoot()) {
            return;
        }
        boolean owner = caller.uid() == inode.uid();
        boolean newUid = change.has(UID) && change.uid() != inode.uid();
        boolean foreignGid = change.has(GID) && change.gid() != inode.gid() && !caller.inGroup(change.gid());
        if (newUid || foreignGid || !owner && change.has(MODE | UID | GID)) {
            throw Errno.EPERM.exception();
        }
        if (change.has(SIZE)) {
            require(caller, inode, openForWriting ? 0 : Mode.W_OK);
        } else if (!owner && change.has(ATIME | MTIME | ATIME_NOW | MTIME_NOW)) {
            requireTimes(caller, inode, change);
        }
    }

    /** Who isn't the owner may only set both times to now, and needs write permission. */
    private void requireTimes(Caller caller, Inode inode, SetAttr change) {
        if (!change.has(ATIME_NOW) || !change.has(MTIME_NOW)) {
            throw Errno.EPERM.exception();
        }
        require(caller, inode, Mode.W_OK);
    }

    /** The permission bits of a new inode: the umask, and setgid from its directory; mode_strip_sgid() in fs/inode.c. */
    static int modeOfNew(Caller caller, Inode parent, int mode) {
        int result = mode & ~(caller.umask() & 0777);
        if ((parent.mode() & Mode.S_ISGID) == 0) {
            return result;
        }
        if (Mode.isDirectory(mode)) {
            return result | Mode.S_ISGID;
        }
        boolean executable = (mode & (Mode.S_ISGID | Mode.S_IXGRP)) == (Mode.S_ISGID | Mode.S_IXGRP);
        return executable ? withoutForeignSetgid(caller, parent.gid(), result) : result;
    }

    /** The group of a new inode: its directory's where that is setgid. */
    static int gidOfNew(Caller caller, Inode parent) {
        return (parent.mode() & Mode.S_ISGID) != 0 ? parent.gid() : caller.gid();
    }

    /** Only a member of the group (or root) may set setgid. */
    static int withoutForeignSetgid(Caller caller, int gid, int mode) {
        boolean foreign = (mode & Mode.S_ISGID) != 0 && !caller.isRoot() && !caller.inGroup(gid);
        return foreign ? mode & ~Mode.S_ISGID : mode;
    }

    /** What a write leaves: no setuid, no setgid of a group-executable file; setattr_should_drop_suidgid(). */
    static int withoutPrivileges(int mode) {
        int cleared = (mode & Mode.S_IXGRP) != 0 ? Mode.S_ISUID | Mode.S_ISGID : Mode.S_ISUID;
        return mode & ~cleared;
    }
}
