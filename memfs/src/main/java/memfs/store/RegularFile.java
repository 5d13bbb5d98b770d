package memfs.store;

import static memfs.posix.OpenFlags.FALLOC_FL_KEEP_SIZE;
import static memfs.posix.OpenFlags.FALLOC_FL_PUNCH_HOLE;
import static memfs.posix.OpenFlags.FALLOC_FL_ZERO_RANGE;

import java.lang.foreign.MemorySegment;
import java.util.function.Function;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.posix.OpenFlags;
import memfs.store.FileContent.Growth;
import memfs.store.FileContent.Removed;

/**
 * A regular file: its content, and the locks that guard it.
 *
 * <p>
 * Content is changed under its data's lock, which readers share; size and allocated bytes are readable without any lock.
 * Which data the file has changes under the lock of the data that it had, or, from the shared data of empty files, under
 * the monitor. So a reader that still has the data before finds that empty, as the file was when it changed.
 *
 * <p>
 * Nobody holds a lock for longer than a piece takes: what may be long goes piece by piece, yields, and other requests for the
 * same file come in between. The kernel has the file's i_rwsem meanwhile, so that these are never changes but its own cached
 * pages that it writes back.
 */
final class RegularFile extends Inode implements FileHandle {
    /** Bytes that copyFileRange moves at once. */
    private static final int COPY_BYTES = 1 << 16;
    /** Bytes that fallocate allocates or zeroes at once: as many as the largest WRITE has. */
    private static final int PIECE_BYTES = 1 << 20;
    /** Bytes of a file that lseek searches at once. */
    private static final long SEARCHED_BYTES = 1L << 28;

    private volatile FileData data;

    /**
     * @param empty
     *            what the empty files of its file system share
     */
    RegularFile(Birth birth, FileData empty) {
        super(birth);
        this.data = empty;
    }

    /** As the handle of a file that was opened without telling: itself. */
    @Override
    public RegularFile inode() {
        return this;
    }

    /** As {@link #inode}: who opened it without telling has checked what it is opened for. */
    @Override
    public int flags() {
        return OpenFlags.O_RDWR;
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
    private FileData lockOwn() {
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

    private void unlock(FileData own) {
        try {
            if (own == data) {
                data = own.settled();
            }
        } finally {
            own.lock().tryUnlockWrite();
        }
    }

    /** Changes the content in one piece, and frees what that cut off when the lock is free again. */
    private void change(Function<FileContent, Removed> change) {
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

    private int store(MemorySegment source, long offset, boolean append) {
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
        long room = FileContent.MAX_SIZE - offset;
        if (room <= 0) {
            throw Errno.EFBIG.exception();
        }
        return content.write(source.byteSize() > room ? source.asSlice(0, room) : source, offset);
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
        if (length <= 0) {
            throw Errno.EINVAL.exception();
        }
        requireRange(offset, length);
        switch (mode) {
            case FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE -> change(content -> content.punch(offset, length));
            case 0, FALLOC_FL_KEEP_SIZE -> allocate(mode, offset, length);
            case FALLOC_FL_ZERO_RANGE, FALLOC_FL_ZERO_RANGE | FALLOC_FL_KEEP_SIZE -> {
                allocate(mode, offset, length);
                zero(offset, length);
            }
            default -> throw Errno.EOPNOTSUPP.exception();
        }
        contentChanged(caller, now);
    }

    private void allocate(int mode, long offset, long length) {
        allocate(offset, length);
        if ((mode & FALLOC_FL_KEEP_SIZE) == 0) {
            change(content -> offset + length > content.size()
                    ? content.truncate(offset + length)
                    : Removed.NOTHING);
        }
    }

    private void allocate(long offset, long length) {
        FileData grown = null;
        Growth growth = Growth.NONE;
        for (long at = offset, end = offset + length; at < end; at += PIECE_BYTES) {
            FileData own = lockOwn();
            try {
                if (own != grown) {
                    growth = own.content().growth(at, end - at);
                    grown = own;
                }
                growth.allocate(at, Math.min(PIECE_BYTES, end - at));
            } catch (ErrnoException e) {
                undo(growth, own);
                throw e;
            } finally {
                unlock(own);
            }
            Thread.yield();
        }
    }

    /** Begins and ends with the lock held, and lets others have it in between. */
    private void undo(Growth growth, FileData own) {
        while (growth.undo()) {
            own.lock().tryUnlockWrite();
            own.lock().writeLock();
        }
    }

    private void zero(long offset, long length) {
        for (long at = offset, end = offset + length; at < end; at += PIECE_BYTES) {
            long start = at;
            change(content -> {
                content.zero(start, Math.min(PIECE_BYTES, end - start));
                return Removed.NOTHING;
            });
        }
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
        requireRange(offsetIn, 0);
        requireRange(offsetOut, 0);
        to.requireAlive();
        long available = Math.clamp(from.size() - offsetIn, 0, Math.max(0, length));
        if (from == to && Math.abs(offsetIn - offsetOut) < available) {
            throw Errno.EINVAL.exception();
        }
        long copied = available == 0 ? 0 : to.copy(from, offsetIn, offsetOut, available);
        if (copied > 0) {
            to.contentChanged(caller, now);
        }
        return copied;
    }

    private long copy(RegularFile from, long offsetIn, long offsetOut, long length) {
        MemorySegment buffer = MemorySegment.ofArray(new byte[(int) Math.min(length, COPY_BYTES)]);
        long done = 0;
        while (done < length) {
            int read = from.read(buffer.asSlice(0, Math.min(length - done, COPY_BYTES)), offsetIn + done);
            int written = read == 0 ? 0 : storePart(buffer.asSlice(0, read), offsetOut + done, done > 0);
            done += written;
            if (written == 0 || written < read) {
                break;
            }
        }
        return done;
    }

    /** Where some parts are copied already, a full file system or file ends the copy instead of failing it. */
    private int storePart(MemorySegment part, long offset, boolean mayEnd) {
        try {
            return store(part, offset, false);
        } catch (ErrnoException e) {
            if (mayEnd) {
                return 0;
            }
            throw e;
        }
    }

    @Override
    void freeData() {
        while (data != FileData.GONE) {
            FileData present = data;
            if (present.isShared()) {
                replaceShared(present);
            } else {
                freeOwn(present);
            }
        }
    }

    private synchronized void replaceShared(FileData shared) {
        data = data == shared ? FileData.GONE : data;
    }

    /** Under the lock, which only requests that came too late wait for: nobody can find the file any more. */
    private void freeOwn(FileData own) {
        own.lock().writeLock();
        try {
            if (data == own) {
                data = FileData.GONE;
                own.content().free();
            }
        } finally {
            own.lock().tryUnlockWrite();
        }
    }

    /** EINVAL for what is negative, EFBIG for an end past the longest file. */
    private static void requireRange(long offset, long length) {
        if (offset < 0 || length < 0) {
            throw Errno.EINVAL.exception();
        }
        if (length > FileContent.MAX_SIZE - Math.min(offset, FileContent.MAX_SIZE)) {
            throw Errno.EFBIG.exception();
        }
    }
}
