package memfs.store.tree;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.UnaryOperator;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.posix.StatFs;
import memfs.store.FileSystem;
import memfs.store.Name;
import memfs.store.NanoClock;
import memfs.store.OpenDirectory;
import memfs.store.OpenFile;
import memfs.store.StoreOptions;
import memfs.store.StoreUsage;
import memfs.store.XattrName;
import memfs.store.content.BlockPool;
import memfs.store.content.FileContent;
import memfs.store.content.SlabPool;

/** The file system in memory: finds inode or handle, checks the permission, and delegates. */
public final class MemFileSystem implements FileSystem {
    private final boolean readOnly;
    private final NanoClock clock;
    private final Access access;
    private final BlockPool pool;
    private final InodeTable inodes;
    private final OpenHandles handles;
    private final Namespace names;
    private final FileDataFactory data;
    private final NewInodes newInodes;
    private final Opener opener;
    private final Attributes attributes;
    private final Optional<BackableFile.Home> backed;

    public MemFileSystem(StoreOptions options) {
        this(options, SlabPool.of(options), UnaryOperator.identity());
    }

    /** With another pool and wrapped contents: those that a test can hold up, or let fail. */
    MemFileSystem(StoreOptions options, BlockPool pool, UnaryOperator<FileContent> contents) {
        this.readOnly = options.readOnly();
        this.clock = options.clock();
        this.access = new Access(options.checkPermissions());
        this.pool = pool;
        this.inodes = new InodeTable(options.inodeLimit());
        this.handles = new OpenHandles(inodes);
        this.names = new Namespace(inodes, access, clock);
        this.data = new FileDataFactory(options, pool, contents);
        this.backed = Optional.ofNullable(options.backings()).map(files -> new BackableFile.Home(files, data, pool));
        Acls acls = new Acls(options.acls(), inodes, pool);
        this.newInodes = new NewInodes(inodes, access, acls, pool, data.empty(), backed);
        this.opener = new Opener(inodes, handles, names, newInodes, access, clock);
        this.attributes = new Attributes(inodes, access, acls, pool, options.sizeControl(), clock);
        names.createRoot(options.rootMode(), options.rootUid(), options.rootGid());
    }

    /** What it holds now. */
    public StoreUsage usage() {
        long outside = backed.map(BackableFile.Home::bytes).orElse(0L);
        return new StoreUsage(inodes.count(), handles.count(), pool.ownBytes() + outside, pool.reservedBytes(),
                pool.capacityBytes(), pool.copiedBytes(), outside);
    }

    /** Returns memory that no file uses to the operating system; best while no request waits. */
    public void trim() {
        pool.trim();
    }

    /** Calls this after each inode that is freed and each file that is cut, on the thread that did it: it must be quick. */
    public void whenFreed(Runnable listener) {
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
    public Stat getattr(long ino) {
        return inodes.get(ino).stat();
    }

    @Override
    public Stat setattr(Caller caller, long ino, SetAttr change, OpenFile file) {
        requireWritable();
        boolean openForWriting = file != null && handle(file).mayWrite(ino);
        Stat after = inodes.get(ino).setattr(caller, access, change, openForWriting, clock.nanos());
        if (change.has(SetAttr.SIZE)) {
            inodes.noteFreed();
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
        return inodes.statPinned(names.create(caller, parent, name, newInodes.ofType(caller, mode, rdev)));
    }

    @Override
    public Stat mkdir(Caller caller, long parent, Name name, int mode) {
        requireWritable();
        return inodes.statPinned(names.create(caller, parent, name, newInodes.directory(caller, mode)));
    }

    @Override
    public Stat symlink(Caller caller, long parent, Name name, byte[] target) {
        requireWritable();
        return inodes.statPinned(names.create(caller, parent, name, newInodes.symlink(caller, target)));
    }

    @Override
    public Stat link(Caller caller, long ino, long newParent, Name newName) {
        requireWritable();
        return inodes.statPinned(names.link(caller, ino, newParent, newName));
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
        names.rename(caller, parent, name, newParent, newName, flags, newInodes.whiteout(caller));
    }

    @Override
    public OpenFile open(Caller caller, long ino, int flags) {
        RegularFile file = Opener.requireRegular(inodes.get(ino));
        if (Opener.changes(flags)) {
            requireWritable();
        }
        OpenFile open = opener.open(caller, file, flags);
        if (Opener.truncates(flags)) {
            inodes.noteFreed();
        }
        return open;
    }

    @Override
    public OpenFile fileOf(long ino) {
        return opener.fileOf(ino);
    }

    @Override
    public Created create(Caller caller, long parent, Name name, int mode, int flags) {
        requireWritable();
        return opener.create(caller, parent, name, mode, flags);
    }

    @Override
    public Created tmpfile(Caller caller, long parent, int mode, int flags) {
        requireWritable();
        return opener.tmpfile(caller, parent, mode, flags);
    }

    private static FileHandle handle(OpenFile file) {
        return (FileHandle) file;
    }

    @Override
    public int read(OpenFile file, MemorySegment target, long offset) {
        FileHandle open = handle(file);
        RegularFile source = open.forReading();
        int read = source.read(target, offset);
        if (open.stampsAtime()) {
            stampAtime(source);
        }
        return read;
    }

    private void stampAtime(Inode inode) {
        if (!readOnly) {
            inode.accessed(clock.nanos());
        }
    }

    @Override
    public int write(Caller caller, OpenFile file, MemorySegment source, long offset, int flags) {
        boolean append = (flags & OpenFlags.O_APPEND) != 0;
        return handle(file).forWriting().write(caller, source, offset, append, clock.nanos());
    }

    @Override
    public long copyFileRange(Caller caller, OpenFile in, long offsetIn, OpenFile out, long offsetOut, long length) {
        RegularFile from = handle(in).forReading();
        FileHandle to = handle(out);
        if (to.appends()) {
            throw Errno.EBADF.exception();
        }
        return RegularFile.copy(caller, from, offsetIn, to.forWriting(), offsetOut, length, clock.nanos());
    }

    @Override
    public void fallocate(Caller caller, OpenFile file, int mode, long offset, long length) {
        handle(file).forWriting().fallocate(caller, mode, offset, length, clock.nanos());
        if ((mode & OpenFlags.FALLOC_FL_PUNCH_HOLE) != 0) {
            inodes.noteFreed();
        }
    }

    @Override
    public long lseek(OpenFile file, long offset, int whence) {
        return handle(file).inode().seek(offset, whence);
    }

    @Override
    public void release(OpenFile file) {
        handles.release(handle(file));
    }

    @Override
    public void fsync(OpenFile file) {
        handle(file).inode();
    }

    @Override
    public OpenDirectory opendir(Caller caller, long ino) {
        return opener.opendir(caller, ino);
    }

    @Override
    public OpenDirectory directoryOf(long ino) {
        return opener.directoryOf(ino);
    }

    private static DirectoryHandle handle(OpenDirectory directory) {
        return (DirectoryHandle) directory;
    }

    @Override
    public void readdir(OpenDirectory directory, long cookie, DirectorySink sink) {
        DirectoryHandle open = handle(directory);
        if (cookie == 0) {
            names.rewind(open);
        }
        names.readdir(open, cookie, sink);
        stampAtime(open.inode());
    }

    @Override
    public void releasedir(OpenDirectory directory) {
        handles.release(handle(directory));
    }

    @Override
    public void fsyncdir(OpenDirectory directory) {
        handle(directory).inode();
    }

    @Override
    public StatFs statfs() {
        return inodes.figures(pool, backed);
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
        return attributes.get(caller, ino, name);
    }

    @Override
    public void setxattr(Caller caller, long ino, XattrName name, byte[] value, int flags) {
        requireWritable();
        attributes.set(caller, ino, name, value, flags);
    }

    @Override
    public byte[] listxattr(Caller caller, long ino) {
        return inodes.get(ino).xattrNames(caller);
    }

    @Override
    public void removexattr(Caller caller, long ino, XattrName name) {
        requireWritable();
        attributes.remove(caller, ino, name);
    }

    @Override
    public long unlinkedBytes(long ino) {
        return inodes.unlinkedBytes(ino);
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
        if (readOnly) {
            throw Errno.EROFS.exception();
        }
    }

    @Override
    public void close() {
        backed.ifPresent(BackableFile.Home::close);
        if (data.hasMemoryBesidePool()) {
            inodes.close();
        }
        // All blocks at once: one by one takes a second for 3 GiB.
        pool.close();
    }
}
