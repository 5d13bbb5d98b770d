package memfs.store;

import static memfs.posix.OpenFlags.O_EXCL;
import static memfs.posix.OpenFlags.O_TRUNC;

import java.lang.foreign.MemorySegment;
import java.util.function.UnaryOperator;

import memfs.posix.Caller;
import memfs.posix.Capability;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.posix.StatFs;

/** The file system in memory: finds inode or handle, checks the permission, and lets them do the rest. */
public final class MemFileSystem implements FileSystem {
    private static final byte[] NO_ACL = {};

    private final StoreOptions options;
    private final NanoClock clock;
    private final Access access;
    private final BlockPool pool;
    private final SizeAttribute sizeAttribute;
    private final InodeTable inodes;
    private final Acls acls;
    private final HandleTable handles;
    private final Namespace names;
    private volatile Runnable freed = () -> {};
    private final FileData ofEmptyFiles;

    public MemFileSystem(StoreOptions options) {
        this(options, new SlabPool(options.pages(), options.sizeLimit()), UnaryOperator.identity());
    }

    /** With another pool and other contents: those that a test can hold up, or let fail. */
    MemFileSystem(StoreOptions options, BlockPool pool, UnaryOperator<FileContent> contents) {
        this.options = options;
        this.clock = options.clock();
        this.access = new Access(options.checkPermissions());
        this.pool = pool;
        this.sizeAttribute = new SizeAttribute(pool, options.sizeControl());
        this.inodes = new InodeTable(options.inodeLimit());
        this.acls = new Acls(options.acls(), inodes, pool);
        this.handles = new HandleTable(inodes);
        this.names = new Namespace(inodes, access, clock);
        this.ofEmptyFiles = FileData
                .ofEmptyFiles(() -> contents.apply(options.content().create(pool, options.pages())));
        names.createRoot(options.rootMode(), options.rootUid(), options.rootGid());
    }

    /** What it holds now. */
    public StoreUsage usage() {
        return new StoreUsage(inodes.count(), handles.count(), pool.liveBytes(), pool.reservedBytes(),
                pool.capacityBytes(), pool.copiedBytes());
    }

    /** Gives memory that no file uses back to the operating system; a good moment is when nobody waits. */
    public void trim() {
        pool.trim();
    }

    /** Calls this after each inode that is freed and each file that is cut, on the thread that did it: it must be quick. */
    public void whenFreed(Runnable listener) {
        freed = listener;
        inodes.whenFreed(listener);
    }

    @Override
    public Stat lookup(Caller caller, long parent, Name name) {
        return names.lookup(caller, parent, name);
    }

    @Override
    public void forget(long ino, long count) {
        // The kernel forgets the root at unmount without having looked it up.
        if (ino != ROOT) {
            inodes.forget(ino, count);
        }
    }

    @Override
    public Stat getattr(long ino, long fh) {
        return inodes.get(ino).stat();
    }

    @Override
    public Stat setattr(Caller caller, long ino, SetAttr change, long fh) {
        requireWritable();
        boolean openForWriting = fh != NO_HANDLE && handles.file(fh).mayWrite(ino);
        Stat after = inodes.get(ino).setattr(caller, access, change, openForWriting, clock.nanos());
        if (change.has(SetAttr.SIZE)) {
            freed.run();
        }
        return after;
    }

    @Override
    public byte[] readlink(long ino) {
        if (!(inodes.get(ino) instanceof Symlink link)) {
            throw Errno.EINVAL.exception();
        }
        stampAtime(link);
        return link.target();
    }

    @Override
    public Stat mknod(Caller caller, long parent, Name name, int mode, int rdev) {
        requireWritable();
        return switch (Mode.type(mode)) {
            case Mode.S_IFREG -> pinned(createFile(caller, parent, name, mode));
            case Mode.S_IFCHR, Mode.S_IFBLK -> createSpecial(caller, parent, name, mode, rdev);
            case Mode.S_IFIFO, Mode.S_IFSOCK -> createSpecial(caller, parent, name, mode, 0);
            default -> throw Errno.EINVAL.exception();
        };
    }

    private Stat createSpecial(Caller caller, long parent, Name name, int mode, int rdev) {
        Namespace.Maker<SpecialFile> maker = specialMaker(caller, mode, rdev);
        return pinned(names.create(caller, parent, name, (directory, now) -> {
            if (Mode.type(mode) == Mode.S_IFCHR || Mode.type(mode) == Mode.S_IFBLK) {
                access.requireCapability(caller, Capability.MKNOD);
            }
            return maker.make(directory, now);
        }));
    }

    private Namespace.Maker<SpecialFile> specialMaker(Caller caller, int mode, int rdev) {
        return (directory, now) -> inodes.add(ino -> new SpecialFile(birth(ino, caller, directory, mode, now), rdev));
    }

    private RegularFile createFile(Caller caller, long parent, Name name, int mode) {
        int fileMode = Mode.S_IFREG | Mode.permissions(mode);
        return names.create(caller, parent, name, (directory, now) -> inodes.add(
                ino -> new RegularFile(birth(ino, caller, directory, fileMode, now), ofEmptyFiles)));
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

    @Override
    public Stat mkdir(Caller caller, long parent, Name name, int mode) {
        requireWritable();
        int directoryMode = Mode.S_IFDIR | Mode.permissions(mode);
        return pinned(names.create(caller, parent, name, (directory, now) -> inodes.add(
                ino -> new Directory(birth(ino, caller, directory, directoryMode, now), directory))));
    }

    @Override
    public Stat symlink(Caller caller, long parent, Name name, byte[] target) {
        requireWritable();
        return pinned(names.create(caller, parent, name, (directory, now) -> inodes.add(ino -> new Symlink(
                new Inode.Birth(ino, Mode.S_IFLNK | 0777, caller.uid(), Access.gidOfNew(caller, directory), now),
                target, pool))));
    }

    @Override
    public Stat link(Caller caller, long ino, long newParent, Name newName) {
        requireWritable();
        return pinned(names.link(caller, ino, newParent, newName));
    }

    @Override
    public void unlink(Caller caller, long parent, Name name) {
        requireWritable();
        names.unlink(caller, parent, name);
    }

    @Override
    public void rmdir(Caller caller, long parent, Name name) {
        requireWritable();
        names.rmdir(caller, parent, name);
    }

    @Override
    public void rename(Caller caller, long parent, Name name, long newParent, Name newName, int flags) {
        requireWritable();
        names.rename(caller, parent, name, newParent, newName, flags, specialMaker(caller, Mode.S_IFCHR, 0));
    }

    @Override
    public long open(Caller caller, long ino, int flags) {
        RegularFile file = requireRegular(inodes.get(ino));
        boolean truncates = (flags & O_TRUNC) != 0;
        if (truncates || OpenFlags.writes(flags)) {
            requireWritable();
        }
        access.requireOpen(caller, file, flags);
        long fh = handles.add(new OpenFile(file, flags));
        if (truncates) {
            clear(caller, file, fh);
        }
        return fh;
    }

    private void clear(Caller caller, RegularFile file, long fh) {
        try {
            file.clear(caller, clock.nanos());
        } catch (Throwable e) {
            handles.remove(fh);
            throw e;
        }
        freed.run();
    }

    private static RegularFile requireRegular(Inode inode) {
        return switch (inode) {
            case RegularFile file -> file;
            case Directory _ -> throw Errno.EISDIR.exception();
            case Symlink _ -> throw Errno.ELOOP.exception();
            case SpecialFile _ -> throw Errno.ENXIO.exception();
        };
    }

    /** The new mode doesn't bind the open that creates the file; open(2). */
    @Override
    public Created create(Caller caller, long parent, Name name, int mode, int flags) {
        requireWritable();
        return opened(createFile(caller, parent, name, mode), flags);
    }

    /** A new file with its handle; neither that nor the pin for the lookup stays where it fails. */
    private Created opened(RegularFile file, int flags) {
        try {
            Stat stat = file.stat();
            return new Created(stat, handles.add(new OpenFile(file, flags)));
        } catch (Throwable e) {
            inodes.unpin(file, 1);
            throw e;
        }
    }

    /** The attributes of what is pinned for a lookup, which it stays only where there are any. */
    private Stat pinned(Inode inode) {
        try {
            return inode.stat();
        } catch (Throwable e) {
            inodes.unpin(inode, 1);
            throw e;
        }
    }

    @Override
    public Created tmpfile(Caller caller, long parent, int mode, int flags) {
        requireWritable();
        Directory directory = inodes.directory(parent);
        access.require(caller, directory, Mode.W_OK | Mode.X_OK);
        int fileMode = Mode.S_IFREG | Mode.permissions(mode);
        long now = clock.nanos();
        RegularFile file = inodes.add(
                ino -> new RegularFile(birth(ino, caller, directory, fileMode, now), ofEmptyFiles));
        if ((flags & O_EXCL) == 0) {
            file.makeLinkable();
        }
        inodes.orphans().add();
        return opened(file, flags);
    }

    @Override
    public int read(long fh, MemorySegment target, long offset) {
        FileHandle open = handles.file(fh);
        int read = open.forReading().read(target, offset);
        if (open.stampsAtime()) {
            stampAtime(open.inode());
        }
        return read;
    }

    private void stampAtime(Inode inode) {
        if (!options.readOnly()) {
            inode.accessed(clock.nanos());
        }
    }

    @Override
    public int write(Caller caller, long fh, MemorySegment source, long offset, int flags) {
        boolean append = (flags & OpenFlags.O_APPEND) != 0;
        return handles.file(fh).forWriting().write(caller, source, offset, append, clock.nanos());
    }

    @Override
    public long copyFileRange(Caller caller, long fhIn, long offsetIn, long fhOut, long offsetOut, long length) {
        RegularFile from = handles.file(fhIn).forReading();
        FileHandle to = handles.file(fhOut);
        if (to.appends()) {
            throw Errno.EBADF.exception();
        }
        return RegularFile.copy(caller, from, offsetIn, to.forWriting(), offsetOut, length, clock.nanos());
    }

    @Override
    public void fallocate(Caller caller, long fh, int mode, long offset, long length) {
        handles.file(fh).forWriting().fallocate(caller, mode, offset, length, clock.nanos());
        if ((mode & OpenFlags.FALLOC_FL_PUNCH_HOLE) != 0) {
            freed.run();
        }
    }

    @Override
    public long lseek(long fh, long offset, int whence) {
        return handles.file(fh).inode().seek(offset, whence);
    }

    @Override
    public void release(long fh) {
        handles.remove(fh);
    }

    @Override
    public void fsync(long fh) {
        handles.file(fh);
    }

    @Override
    public long opendir(Caller caller, long ino) {
        Directory directory = inodes.directory(ino);
        access.require(caller, directory, Mode.R_OK);
        OpenDirectory open = new OpenDirectory(directory);
        names.rewind(open);
        return handles.add(open);
    }

    @Override
    public void readdir(long fh, long cookie, DirectorySink sink) {
        OpenDirectory open = handles.directory(fh);
        if (cookie == 0) {
            names.rewind(open);
        }
        names.readdir(open, cookie, sink);
        stampAtime(open.inode());
    }

    @Override
    public void releasedir(long fh) {
        handles.remove(fh);
    }

    @Override
    public void fsyncdir(long fh) {
        handles.directory(fh);
    }

    @Override
    public StatFs statfs() {
        long blocks = pool.capacityBytes() / BlockPool.PAGE_SIZE;
        long taken = (pool.liveBytes() + BlockPool.PAGE_SIZE - 1) / BlockPool.PAGE_SIZE;
        return new StatFs(BlockPool.PAGE_SIZE, blocks, Math.max(0, blocks - taken), inodes.limit(), inodes.free(),
                Name.MAX_LENGTH);
    }

    @Override
    public void access(Caller caller, long ino, int mask) {
        Inode inode = inodes.get(ino);
        if ((mask & Mode.W_OK) != 0 && !(inode instanceof SpecialFile)) {
            requireWritable();
        }
        Access.check(caller, inode, mask);
    }

    @Override
    public byte[] getxattr(Caller caller, long ino, XattrName name) {
        if (SizeAttribute.is(ino, name)) {
            return sizeAttribute.get();
        }
        Inode inode = inodes.get(ino);
        if (acls.has(name)) {
            return acls.get(inode, name);
        }
        Xattrs.requireReadable(caller, access, inode, name);
        return inode.xattr(name);
    }

    @Override
    public void setxattr(Caller caller, long ino, XattrName name, byte[] value, int flags) {
        requireWritable();
        if (SizeAttribute.is(ino, name)) {
            sizeAttribute.set(caller, value, flags);
            return;
        }
        Inode inode = inodes.get(ino);
        if (acls.has(name)) {
            acls.set(caller, inode, name, value, clock.nanos());
            return;
        }
        Xattrs.requireWritable(caller, access, inode, name);
        setXattr(inode, name, Xattrs.store(value, pool), flags);
    }

    private void setXattr(Inode inode, XattrName name, FileContent value, int flags) {
        FileContent unused = value;
        try {
            unused = inode.setXattr(name, value, flags, () -> new Xattrs(inodes), clock.nanos());
        } finally {
            if (unused != null) {
                unused.free();
            }
        }
    }

    @Override
    public byte[] listxattr(Caller caller, long ino) {
        return inodes.get(ino).xattrNames(caller);
    }

    @Override
    public void removexattr(Caller caller, long ino, XattrName name) {
        requireWritable();
        Inode inode = inodes.get(ino);
        if (acls.has(name)) {
            acls.set(caller, inode, name, NO_ACL, clock.nanos());
            return;
        }
        Xattrs.requireWritable(caller, access, inode, name);
        inode.removeXattr(name, clock.nanos());
    }

    @Override
    public long freed() {
        return inodes.orphans().freed();
    }

    @Override
    public boolean awaitFreed(long before) {
        return inodes.orphans().awaitFreed(before);
    }

    private void requireWritable() {
        if (options.readOnly()) {
            throw Errno.EROFS.exception();
        }
    }

    @Override
    public void close() {
        if (options.content().hasMemoryOfItsOwn()) {
            inodes.close();
        }
        // All blocks at once: one by one takes a second for 3 GiB.
        pool.close();
    }
}
