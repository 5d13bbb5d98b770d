package memfs.store.tree;

import static memfs.posix.OpenFlags.O_EXCL;
import static memfs.posix.OpenFlags.O_TRUNC;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;
import memfs.posix.Stat;
import memfs.store.FileSystem.Created;
import memfs.store.Name;
import memfs.store.NanoClock;

/** Opens existing and newly created files and directories: open(2), opendir(3). */
final class Opener {
    private final InodeTable inodes;
    private final OpenHandles handles;
    private final Namespace names;
    private final NewInodes newInodes;
    private final Access access;
    private final NanoClock clock;

    Opener(InodeTable inodes, OpenHandles handles, Namespace names, NewInodes newInodes, Access access,
            NanoClock clock) {
        this.inodes = inodes;
        this.handles = handles;
        this.names = names;
        this.newInodes = newInodes;
        this.access = access;
        this.clock = clock;
    }

    /** Whether an open changes the file system, or may. */
    static boolean changes(int flags) {
        return truncates(flags) || OpenFlags.writes(flags);
    }

    static boolean truncates(int flags) {
        return (flags & O_TRUNC) != 0;
    }

    /** EISDIR, ELOOP and ENXIO for anything but a regular file. */
    static RegularFile requireRegular(Inode inode) {
        return switch (inode) {
            case RegularFile file -> file;
            case Directory _ -> throw Errno.EISDIR.exception();
            case Symlink _ -> throw Errno.ELOOP.exception();
            case SpecialFile _ -> throw Errno.ENXIO.exception();
        };
    }

    FileHandle open(Caller caller, RegularFile file, int flags) {
        access.requireOpen(caller, file, flags);
        FileHandle open = handles.open(new FileHandle(file, flags));
        try {
            file.opened(flags, false);
            if (truncates(flags)) {
                file.clear(caller, clock.nanos());
            }
            return open;
        } catch (Throwable e) {
            handles.release(open);
            throw e;
        }
    }

    /** See {@link memfs.store.FileSystem#fileOf}. */
    FileHandle fileOf(long ino) {
        if (inodes.get(ino) instanceof RegularFile file) {
            return file.handle();
        }
        throw Errno.EBADF.exception();
    }

    DirectoryHandle opendir(Caller caller, long ino) {
        Directory directory = inodes.directory(ino);
        access.require(caller, directory, Mode.R_OK);
        DirectoryHandle open = new DirectoryHandle(directory);
        names.rewind(open);
        return handles.open(open);
    }

    /** See {@link memfs.store.FileSystem#directoryOf}. */
    DirectoryHandle directoryOf(long ino) {
        if (inodes.get(ino) instanceof Directory directory) {
            return new DirectoryHandle(directory);
        }
        throw Errno.EBADF.exception();
    }

    /** The new mode doesn't bind the open that creates the file. */
    Created create(Caller caller, long parent, Name name, int mode, int flags) {
        return opened(names.create(caller, parent, name, newInodes.file(caller, mode)), flags);
    }

    Created tmpfile(Caller caller, long parent, int mode, int flags) {
        Directory directory = inodes.directory(parent);
        access.require(caller, directory, Mode.W_OK | Mode.X_OK);
        RegularFile file = newInodes.file(caller, mode).make(directory, clock.nanos());
        if ((flags & O_EXCL) == 0) {
            file.makeLinkable();
        }
        inodes.orphans().add();
        return opened(file, flags);
    }

    /** A new file with its handle; where that fails, the pin for the lookup is released. */
    private Created opened(RegularFile file, int flags) {
        try {
            FileHandle open = handles.open(new FileHandle(file, flags));
            return new Created(statOpened(file, flags, open), open);
        } catch (Throwable e) {
            inodes.unpin(file, 1);
            throw e;
        }
    }

    private Stat statOpened(RegularFile file, int flags, FileHandle open) {
        try {
            file.opened(flags, true);
            return file.stat();
        } catch (Throwable e) {
            handles.release(open);
            throw e;
        }
    }
}
