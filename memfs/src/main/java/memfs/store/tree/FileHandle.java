package memfs.store.tree;

import memfs.posix.Errno;
import memfs.posix.OpenFlags;
import memfs.store.BackingFile;
import memfs.store.OpenFile;

/** An open regular file, with the flags of its open(2). */
final class FileHandle extends Handle<RegularFile> implements OpenFile {
    private final int flags;

    FileHandle(RegularFile file, int flags) {
        super(file);
        this.flags = flags;
    }

    @Override
    public long ino() {
        return inode().ino();
    }

    @Override
    public BackingFile backing() {
        return inode().backing();
    }

    RegularFile forReading() {
        return require(OpenFlags.reads(flags));
    }

    RegularFile forWriting() {
        return require(OpenFlags.writes(flags));
    }

    private RegularFile require(boolean allowed) {
        if (!allowed) {
            throw Errno.EBADF.exception();
        }
        return inode();
    }

    /** Whether this is the inode's handle for writing. */
    boolean mayWrite(long ino) {
        return ino() == ino && OpenFlags.writes(flags);
    }

    boolean appends() {
        return (flags & OpenFlags.O_APPEND) != 0;
    }

    /** Not where the kernel reads a backing file by itself: then a request is read-ahead alone. */
    boolean stampsAtime() {
        return (flags & OpenFlags.O_NOATIME) == 0 && backing() == null;
    }
}
