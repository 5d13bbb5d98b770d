package memfs.store.tree;

import static memfs.posix.SetAttr.ATIME;
import static memfs.posix.SetAttr.ATIME_NOW;
import static memfs.posix.SetAttr.GID;
import static memfs.posix.SetAttr.KILL_SUIDGID;
import static memfs.posix.SetAttr.MODE;
import static memfs.posix.SetAttr.MTIME;
import static memfs.posix.SetAttr.MTIME_NOW;
import static memfs.posix.SetAttr.SIZE;
import static memfs.posix.SetAttr.UID;

import memfs.posix.Caller;
import memfs.posix.Capability;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;
import memfs.posix.SetAttr;

/**
 * Permissions, and which mode bits survive a change: path_resolution(7), inode(7), chmod(2), chown(2), utimensat(2).
 *
 * <p>
 * The {@code require} methods do nothing where permissions are left to the kernel; the rules for bits always hold.
 * Capabilities are checked last, where ids and bits don't decide, since that reads /proc.
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

    /** As {@link #require}, even where permissions are left to the kernel. */
    static void check(Caller caller, Inode inode, int mask) {
        if (!permits(caller, inode, mask)) {
            throw Errno.EACCES.exception();
        }
    }

    private static boolean permits(Caller caller, Inode inode, int mask) {
        return bitsPermit(caller, inode, mask) || overridesBits(caller, inode.mode(), mask);
    }

    private static boolean bitsPermit(Caller caller, Inode inode, int mask) {
        int mode = inode.mode();
        if (caller.uid() == inode.uid()) {
            return (mode >> 6 & mask) == mask;
        }
        boolean sameForBoth = (mode >> 3 & mask) == (mode & mask);
        boolean group = !sameForBoth && caller.inGroup(inode.gid());
        return ((group ? mode >> 3 : mode) & mask) == mask;
    }

    /** As generic_permission() in fs/namei.c, once the bits have refused. */
    private static boolean overridesBits(Caller caller, int mode, int mask) {
        boolean directory = Mode.isDirectory(mode);
        boolean onlyReads = directory ? (mask & Mode.W_OK) == 0 : mask == Mode.R_OK;
        if (onlyReads && caller.has(Capability.DAC_READ_SEARCH)) {
            return true;
        }
        boolean runnable = directory || (mask & Mode.X_OK) == 0 || (mode & ANY_EXECUTE) != 0;
        return runnable && caller.has(Capability.DAC_OVERRIDE);
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

    /** EPERM unless the caller has the capability. */
    void requireCapability(Caller caller, Capability capability) {
        if (enforced && !caller.has(capability)) {
            throw Errno.EPERM.exception();
        }
    }

    /** Whether permissions are checked here and the caller isn't root: EPERM then. */
    void requireRoot(Caller caller) {
        if (enforced && !caller.isRoot()) {
            throw Errno.EPERM.exception();
        }
    }

    /** What may_linkat() in fs/namei.c leaves to the file system's own check of permissions: EPERM. */
    void requireLink(Caller caller, Inode inode) {
        boolean free = !enforced || permits(caller, inode, Mode.R_OK | Mode.W_OK) || owns(caller, inode);
        if (!free && caller.credentials().restrictsLinks()) {
            throw Errno.EPERM.exception();
        }
    }

    /** Removing a name: EACCES without write and search, EPERM in a sticky directory of others. */
    void requireRemoval(Caller caller, Directory parent, Inode victim) {
        require(caller, parent, Mode.W_OK | Mode.X_OK);
        boolean sticky = (parent.mode() & Mode.S_ISVTX) != 0;
        if (enforced && sticky && caller.uid() != parent.uid() && !owns(caller, victim)) {
            throw Errno.EPERM.exception();
        }
    }

    /** As inode_owner_or_capable() in fs/inode.c. */
    private static boolean owns(Caller caller, Inode inode) {
        return caller.uid() == inode.uid() || caller.has(Capability.FOWNER);
    }

    /** As setattr_prepare() in fs/attr.c. */
    void requireChange(Caller caller, Inode inode, SetAttr change, boolean openForWriting) {
        requireOwnerOfPrivileges(caller, inode, change);
        if (!enforced) {
            return;
        }
        boolean owner = caller.uid() == inode.uid();
        if (change.has(MODE)) {
            requireOwner(caller, inode);
        }
        if (!mayChown(caller, inode, change, owner)) {
            requireCapability(caller, Capability.CHOWN);
        }
        if (change.has(SIZE)) {
            require(caller, inode, openForWriting ? 0 : Mode.W_OK);
        } else if (change.has(ATIME | MTIME | ATIME_NOW | MTIME_NOW) && !owns(caller, inode)) {
            requireTimes(caller, inode, change);
        }
    }

    /** A chown that clears setuid or setgid is a chmod, too; the kernel leaves that to the file system: fuse_setattr(). */
    private static void requireOwnerOfPrivileges(Caller caller, Inode inode, SetAttr change) {
        boolean clears = change.has(UID | GID) && changedMode(caller, inode, change) != inode.mode();
        if (clears && !owns(caller, inode)) {
            throw Errno.EPERM.exception();
        }
    }

    private static boolean mayChown(Caller caller, Inode inode, SetAttr change, boolean owner) {
        boolean sameUid = !change.has(UID) || owner && change.uid() == inode.uid();
        boolean ownGid = !change.has(GID)
                || owner && (change.gid() == inode.gid() || caller.inGroup(change.gid()));
        return sameUid && ownGid;
    }

    /** A caller who isn't the owner may only set both times to now, and needs write permission. */
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

    /** Only a member of the group, or a caller with CAP_FSETID, may set setgid. */
    static int withoutForeignSetgid(Caller caller, int gid, int mode) {
        boolean foreign = (mode & Mode.S_ISGID) != 0 && !caller.inGroup(gid) && !caller.has(Capability.FSETID);
        return foreign ? mode & ~Mode.S_ISGID : mode;
    }

    /** The mode that a change of attributes leaves, with its type. */
    static int changedMode(Caller caller, Inode inode, SetAttr change) {
        int mode = inode.mode();
        int gid = change.has(GID) ? change.gid() : inode.gid();
        if (change.has(MODE)) {
            return Mode.type(mode) | withoutForeignSetgid(caller, gid, Mode.permissions(change.mode()));
        }
        if (!Mode.hasPrivileges(mode) || Mode.isDirectory(mode)) {
            return mode;
        }
        // A change that names nothing may come from a writer: where it isn't the owner, the write itself clears the bits.
        if (change.has(UID | GID) || change.namesNothing() && owns(caller, inode)) {
            int kept = withoutPrivileges(caller, inode);
            return kept == mode ? mode : withoutForeignSetgid(caller, gid, kept);
        }
        if (change.has(KILL_SUIDGID)) {
            return withoutPrivileges(caller, inode);
        }
        return change.has(SIZE) ? modeAfterWrite(caller, inode) : mode;
    }

    /** The mode that a change of the data leaves; setattr_should_drop_suidgid() in fs/attr.c. */
    static int modeAfterWrite(Caller caller, Inode inode) {
        int mode = inode.mode();
        boolean kept = !Mode.hasPrivileges(mode) || caller.has(Capability.FSETID);
        return kept ? mode : withoutPrivileges(caller, inode);
    }

    /** No setuid, and no setgid of a group-executable file or of a foreign group; setattr_should_drop_sgid() in fs/attr.c. */
    private static int withoutPrivileges(Caller caller, Inode inode) {
        int mode = inode.mode() & ~Mode.S_ISUID;
        return (mode & Mode.S_IXGRP) != 0 ? mode & ~Mode.S_ISGID : withoutForeignSetgid(caller, inode.gid(), mode);
    }
}
