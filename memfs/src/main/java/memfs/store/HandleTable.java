package memfs.store;

import java.util.concurrent.atomic.AtomicLong;

import memfs.posix.Errno;

/** All open files and directories by fh; each pins its inode. Numbers are never reused. */
final class HandleTable {
    private final LongTable<Numbered> handles = new LongTable<>(Numbered::fh);
    private final AtomicLong next = new AtomicLong(FileSystem.NO_HANDLE + 1);
    private final InodeTable inodes;

    private record Numbered(long fh, Handle handle) {}

    HandleTable(InodeTable inodes) {
        this.inodes = inodes;
    }

    /** Pins the inode and returns the handle's number. */
    long add(Handle handle) {
        handle.inode().pin();
        try {
            long fh = next.getAndIncrement();
            handles.add(new Numbered(fh, handle));
            return fh;
        } catch (Throwable e) {
            inodes.unpin(handle.inode(), 1);
            throw e;
        }
    }

    /** The open file, or EBADF. */
    FileHandle file(long fh) {
        if (find(fh) instanceof FileHandle file) {
            return file;
        }
        throw Errno.EBADF.exception();
    }

    /** The open directory, or EBADF. */
    OpenDirectory directory(long fh) {
        if (find(fh) instanceof OpenDirectory directory) {
            return directory;
        }
        throw Errno.EBADF.exception();
    }

    private Handle find(long fh) {
        if (fh < FileSystem.NO_HANDLE) {
            return unopened(inodes.get(-fh));
        }
        Numbered found = handles.get(fh);
        return found == null ? null : found.handle;
    }

    /** See {@link FileSystem#unopened}. */
    private static Handle unopened(Inode inode) {
        return switch (inode) {
            case RegularFile file -> file;
            case Directory directory -> new OpenDirectory(directory);
            case Symlink _,SpecialFile _ -> throw Errno.EBADF.exception();
        };
    }

    /** Closes a handle, or EBADF. */
    void remove(long fh) {
        Numbered closed = handles.remove(fh);
        if (closed == null) {
            throw Errno.EBADF.exception();
        }
        inodes.unpin(closed.handle.inode(), 1);
    }

    long count() {
        return handles.size();
    }
}
