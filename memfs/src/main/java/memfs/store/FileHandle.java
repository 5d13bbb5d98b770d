package memfs.store;

import memfs.posix.Errno;
import memfs.posix.OpenFlags;

/**
 * What a regular file is read and written through: one open of it, or the file itself where the transport opens without
 * telling ({@link FileSystem#unopened}), which is so often that it must not cost an object.
 */
sealed interface FileHandle extends Handle permits OpenFile, RegularFile {
    @Override
    RegularFile inode();

    /** Of open(2). */
    int flags();

    default RegularFile forReading() {
        return require(OpenFlags.reads(flags()));
    }

    default RegularFile forWriting() {
        return require(OpenFlags.writes(flags()));
    }

    private RegularFile require(boolean allowed) {
        if (!allowed) {
            throw Errno.EBADF.exception();
        }
        return inode();
    }

    /** Whether this is the inode's handle for writing. */
    default boolean mayWrite(long ino) {
        return inode().ino() == ino && OpenFlags.writes(flags());
    }

    default boolean appends() {
        return (flags() & OpenFlags.O_APPEND) != 0;
    }

    default boolean stampsAtime() {
        return (flags() & OpenFlags.O_NOATIME) == 0;
    }
}
