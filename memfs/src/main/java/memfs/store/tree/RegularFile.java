package memfs.store.tree;

import java.lang.foreign.MemorySegment;
import java.util.function.Function;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.OpenFlags;
import memfs.store.BackingFile;
import memfs.store.FileSystem;
import memfs.store.content.FileContent;
import memfs.store.content.FileContent.Removed;

/**
 * A regular file: its content, and the locks that guard it.
 *
 * <p>
 * The content changes under the lock of its {@link FileData}, which readers share; size and allocated bytes are readable
 * without any lock. The reference to the data changes under the lock of the data before, or, from the shared data of empty
 * files, under the monitor. So a reader that still has the data before finds that empty, as the file was when it changed.
 *
 * <p>
 * No lock is held for longer than a piece takes: what may be long goes piece by piece, yields, and other requests for the
 * same file come in between. The kernel holds the file's i_rwsem meanwhile, so these change nothing but the pages of its
 * cache that it writes back.
 */
sealed class RegularFile extends Inode permits BackableFile {
    /** Bytes of a file that lseek searches at once. */
    private static final long SEARCHED_BYTES = 1L << 28;

    private volatile FileData data;

    /**
     * @param empty
     *            {@link FileDataFactory#empty}
     */
    RegularFile(Birth birth, FileData empty) {
        super(birth);
        this.data = empty;
    }

    final FileData data() {
        return data;
    }

    /** With the lock of the data before, or, where that was shared, under the monitor. */
    final void setDataLocked(FileData next) {
        data = next;
    }

    /** A handle was made, with these flags of open(2), of a file that is new or not. */
    void opened(int flags, boolean isNew) {
        // Data is served by requests, however many there are.
    }

    /** A handle was released. */
    void closed() {
        // As above.
    }

    /** See {@link memfs.store.OpenFile#backing}. */
    BackingFile backing() {
        return null;
    }

    /** See {@link FileSystem#fileOf}. */
    FileHandle handle() {
        return data.handle(this);
    }

    @Override
    long size() {
        return data.content().size();
    }

    @Override
    long allocatedBytes() {
        return data.content().allocatedBytes();
    }

    /** The file's own data, locked for a change, which {@link #unlock} ends; ESTALE where the file is gone. */
    FileData lockOwn() {
        while (true) {
            FileData own = own();
            own.lock().writeLock();
            if (own == data) {
                return own;
            }
            own.lock().tryUnlockWrite();
        }
    }

    private FileData own() {
        FileData present = data;
        if (!present.isShared()) {
            return present;
        }
        synchronized (this) {
            data = data.own();
            return data;
        }
    }

    void unlock(FileData own) {
        try {
            if (own == data) {
                data = own.normalised();
            }
        } finally {
            own.lock().tryUnlockWrite();
        }
    }

    /** Changes the content in one piece, and frees what that cut off when the lock is free again. */
    void change(Function<FileContent, Removed> change) {
        Removed removed = Removed.NOTHING;
        try {
            FileData own = lockOwn();
            try {
                removed = change.apply(own.content());
            } finally {
                unlock(own);
            }
        } finally {
            removed.free();
        }
    }

    int read(MemorySegment target, long offset) {
        requireRange(offset, 0);
        FileData present = data;
        long stamp = present.lock().readLock();
        try {
            return present.content().read(target, offset);
        } finally {
            present.lock().unlockRead(stamp);
        }
    }

    /** See {@link FileSystem#write}. */
    int write(Caller caller, MemorySegment source, long offset, boolean append, long now) {
        requireRange(offset, 0);
        if (source.byteSize() == 0) {
            return 0;
        }
        int written = store(source, offset, append);
        contentChanged(caller, now);
        return written;
    }

    /** ENOSPC where nothing can be written. */
    int store(MemorySegment source, long offset, boolean append) {
        FileData own = lockOwn();
        try {
            int written = storeLocked(own.content(), source, append ? own.content().size() : offset);
            if (written == 0) {
                throw Errno.ENOSPC.exception();
            }
            return written;
        } finally {
            unlock(own);
        }
    }

    private static int storeLocked(FileContent content, MemorySegment source, long offset) {
        long space = FileContent.MAX_SIZE - offset;
        if (space <= 0) {
            throw Errno.EFBIG.exception();
        }
        return content.write(source.byteSize() > space ? source.asSlice(0, space) : source, offset);
    }

    @Override
    void resize(long size) {
        requireRange(0, size);
        // An empty file stays as it is, without data of its own.
        if (size > 0 || !data.isShared()) {
            change(content -> content.truncate(size));
        }
    }

    /** O_TRUNC. */
    void clear(Caller caller, long now) {
        resize(0);
        contentChanged(caller, now);
    }

    private synchronized void contentChanged(Caller caller, long now) {
        dropPrivilegesLocked(caller);
        modified(now);
    }

    /** See {@link FileSystem#fallocate}. */
    void fallocate(Caller caller, int mode, long offset, long length, long now) {
        new Fallocation(this, offset, length).run(mode);
        contentChanged(caller, now);
    }

    /** See {@link FileSystem#lseek}. */
    long seek(long offset, int whence) {
        if (whence != OpenFlags.SEEK_DATA && whence != OpenFlags.SEEK_HOLE) {
            throw Errno.EINVAL.exception();
        }
        long found = whence == OpenFlags.SEEK_DATA ? nextData(offset) : nextHole(offset);
        if (found < 0) {
            throw Errno.ENXIO.exception();
        }
        return found;
    }

    private long nextData(long offset) {
        FileData present = data;
        long stamp = present.lock().readLock();
        try {
            return isInside(present.content(), offset) ? present.content().nextData(offset) : -1;
        } finally {
            present.lock().unlockRead(stamp);
        }
    }

    private long nextHole(long offset) {
        long found = offset;
        long limit;
        do {
            limit = found + SEARCHED_BYTES;
            found = nextHole(found, limit);
        } while (found >= limit && found < size());
        return found;
    }

    private long nextHole(long offset, long limit) {
        FileData present = data;
        long stamp = present.lock().readLock();
        try {
            return isInside(present.content(), offset) ? present.content().nextHole(offset, limit) : -1;
        } finally {
            present.lock().unlockRead(stamp);
        }
    }

    private static boolean isInside(FileContent content, long offset) {
        return offset >= 0 && offset < content.size();
    }

    /** See {@link FileSystem#copyFileRange}. */
    static long copy(Caller caller, RegularFile from, long offsetIn, RegularFile to, long offsetOut, long length,
            long now) {
        long copied = new FileCopy(from, offsetIn, to, offsetOut, length).run();
        if (copied > 0) {
            to.contentChanged(caller, now);
        }
        return copied;
    }

    @Override
    void freeData() {
        while (!data.isGone()) {
            FileData present = data;
            if (present.isShared()) {
                replaceShared(present);
            } else {
                freeOwn(present);
            }
        }
    }

    private synchronized void replaceShared(FileData shared) {
        data = data == shared ? shared.gone() : data;
    }

    /** Frees the data under the lock. Only late requests can contend for it, since the file has no name any more. */
    private void freeOwn(FileData own) {
        own.lock().writeLock();
        try {
            if (data == own) {
                data = own.gone();
                own.content().free();
            }
        } finally {
            own.lock().tryUnlockWrite();
        }
    }

    /** EINVAL for what is negative, EFBIG for an end past the longest file. */
    static void requireRange(long offset, long length) {
        if (offset < 0 || length < 0) {
            throw Errno.EINVAL.exception();
        }
        if (length > FileContent.MAX_SIZE - Math.min(offset, FileContent.MAX_SIZE)) {
            throw Errno.EFBIG.exception();
        }
    }
}
