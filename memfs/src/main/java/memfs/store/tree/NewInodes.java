package memfs.store.tree;

import java.util.Optional;

import memfs.posix.Caller;
import memfs.posix.Capability;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.store.content.BlockPool;
import memfs.store.tree.Namespace.Maker;
import memfs.store.xattr.Acl;

/** Makes inodes, with the owner, group, mode and access control list that caller and directory give them. */
final class NewInodes {
    private final InodeTable inodes;
    private final Access access;
    private final Acls acls;
    private final BlockPool pool;
    private final FileData empty;
    private final Optional<BackableFile.Home> backed;

    /**
     * @param empty
     *            {@link FileDataFactory#empty}
     * @param backed
     *            where files can have their data in backing files
     */
    NewInodes(InodeTable inodes, Access access, Acls acls, BlockPool pool,
            FileData empty,
            Optional<BackableFile.Home> backed) {
        this.inodes = inodes;
        this.access = access;
        this.acls = acls;
        this.pool = pool;
        this.empty = empty;
        this.backed = backed;
    }

    /** What mknod(2) makes; EINVAL for another type. */
    Maker<?> ofType(Caller caller, int mode, int rdev) {
        return switch (Mode.type(mode)) {
            case Mode.S_IFREG -> file(caller, mode);
            case Mode.S_IFCHR, Mode.S_IFBLK -> device(caller, mode, rdev);
            case Mode.S_IFIFO, Mode.S_IFSOCK -> special(caller, mode, 0);
            default -> throw Errno.EINVAL.exception();
        };
    }

    Maker<RegularFile> file(Caller caller, int permissions) {
        int mode = Mode.S_IFREG | Mode.permissions(permissions);
        return (parent, now) -> inodes.add(ino -> file(birth(ino, caller, parent, mode, now)));
    }

    private RegularFile file(Inode.Birth birth) {
        return backed.isPresent()
                ? new BackableFile(birth, empty, backed.get())
                : new RegularFile(birth, empty);
    }

    Maker<Directory> directory(Caller caller, int permissions) {
        int mode = Mode.S_IFDIR | Mode.permissions(permissions);
        return (parent, now) -> inodes.add(ino -> new Directory(birth(ino, caller, parent, mode, now), parent));
    }

    Maker<Symlink> symlink(Caller caller, byte[] target) {
        int mode = Mode.S_IFLNK | 0777;
        return (parent, now) -> inodes.add(ino -> new Symlink(
                new Inode.Birth(ino, mode, caller.uid(), Access.gidOfNew(caller, parent), now), target, pool));
    }

    /** EPERM without CAP_MKNOD. */
    private Maker<SpecialFile> device(Caller caller, int mode, int rdev) {
        Maker<SpecialFile> maker = special(caller, mode, rdev);
        return (parent, now) -> {
            access.requireCapability(caller, Capability.MKNOD);
            return maker.make(parent, now);
        };
    }

    /** A device that anyone may create; {@code WHITEOUT_MODE} in include/linux/fs.h. */
    Maker<SpecialFile> whiteout(Caller caller) {
        return special(caller, Mode.S_IFCHR, 0);
    }

    private Maker<SpecialFile> special(Caller caller, int mode, int rdev) {
        return (parent, now) -> inodes.add(ino -> new SpecialFile(birth(ino, caller, parent, mode, now), rdev));
    }

    private Inode.Birth birth(long ino, Caller caller, Directory parent, int mode, long now) {
        int gid = Access.gidOfNew(caller, parent);
        Acl inherited = acls.inheritedFrom(parent);
        if (inherited == null) {
            return new Inode.Birth(ino, Access.modeOfNew(caller, parent, mode), caller.uid(), gid, now);
        }
        // In place of the umask.
        int masked = inherited.masked(Access.modeOfNew(caller.withUmask(0), parent, mode));
        return new Inode.Birth(ino, masked, caller.uid(), gid, now, acls.ofNew(inherited, masked));
    }
}
