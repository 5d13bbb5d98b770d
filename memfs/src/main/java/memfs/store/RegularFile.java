package memfs.store;

import static memfs.posix.OpenFlags.FALLOC_FL_KEEP_SIZE;
import static memfs.posix.OpenFlags.FALLOC_FL_PUNCH_HOLE;
import static memfs.posix.OpenFlags.FALLOC_FL_ZERO_RANGE;

import java.lang.foreign.MemorySegment;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.posix.OpenFlags;

/**
 * A regular file: its content, and who may touch that when.
 *
 * <p>
 * Content is changed under the monitor and its lock, so either is enough to read it: readers share the content's lock, stat
 * takes only the monitor. Which content the file has is changed under the monitor alone; a reader that still has the one
 * before finds that empty, as the file was when it changed.
 */
final class RegularFile extends Inode implements FileHandle {
    /** Bytes that copyFileRange moves at once. */
    private static final int COPY_BYTES = 1 << 16;

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

    private FileContent contentLocked() {
        return data.content();
    }

    /** The data, for a change; {@link #settleLocked} comes after that. */
    private FileData ownDataLocked() {
        FileData own = data.own();
        data = own;
        return own;
    }

    private void settleLocked() {
        data = data.settled();
    }

    @Override
    long sizeLocked() {
        return contentLocked().size();
    }

    @Override
    long allocatedLocked() {
        return contentLocked().allocatedBytes();
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
    synchronized int write(Caller caller, MemorySegment source, long offset, boolean append, long now) {
        requireAliveLocked();
        requireRange(offset, 0);
        if (source.byteSize() == 0) {
            return 0;
        }
        int written = writeLocked(source, append ? sizeLocked() : offset);
        dropPrivilegesLocked(caller);
        modified(now);
        return written;
    }

    private int writeLocked(MemorySegment source, long offset) {
        long room = FileContent.MAX_SIZE - offset;
        if (room <= 0) {
            throw Errno.EFBIG.exception();
        }
        MemorySegment part = source.byteSize() > room ? source.asSlice(0, room) : source;
        FileData own = ownDataLocked();
        int written;
        long stamp = own.lock().writeLock();
        try {
            written = own.content().write(part, offset);
        } finally {
            own.lock().unlockWrite(stamp);
        }
        if (written == 0) {
            settleLocked();
            throw Errno.ENOSPC.exception();
        }
        return written;
    }

    @Override
    void resizeLocked(long size) {
        requireRange(0, size);
        if (size == 0) {
            data = data.discard();
            return;
        }
        FileData own = ownDataLocked();
        long stamp = own.lock().writeLock();
        try {
            truncate(own.content(), size);
        } finally {
            own.lock().unlockWrite(stamp);
            settleLocked();
        }
    }

    /** O_TRUNC. */
    synchronized void clear(Caller caller, long now) {
        requireAliveLocked();
        resizeLocked(0);
        dropPrivilegesLocked(caller);
        modified(now);
    }

    /** See {@link FileSystem#fallocate}. */
    synchronized void fallocate(Caller caller, int mode, long offset, long length, long now) {
        requireAliveLocked();
        if (length <= 0) {
            throw Errno.EINVAL.exception();
        }
        requireRange(offset, length);
        FileData own = ownDataLocked();
        long stamp = own.lock().writeLock();
        try {
            fallocate(own.content(), mode, offset, length);
        } finally {
            own.lock().unlockWrite(stamp);
            settleLocked();
        }
        dropPrivilegesLocked(caller);
        modified(now);
    }

    private static void fallocate(FileContent content, int mode, long offset, long length) {
        switch (mode) {
            case FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE -> content.punch(offset, length);
            case 0, FALLOC_FL_KEEP_SIZE -> allocate(content, mode, offset, length);
            case FALLOC_FL_ZERO_RANGE, FALLOC_FL_ZERO_RANGE | FALLOC_FL_KEEP_SIZE -> {
                allocate(content, mode, offset, length);
                content.zero(offset, length);
            }
            default -> throw Errno.EOPNOTSUPP.exception();
        }
    }

    private static void allocate(FileContent content, int mode, long offset, long length) {
        if (!content.allocate(offset, length)) {
            throw Errno.ENOSPC.exception();
        }
        if ((mode & FALLOC_FL_KEEP_SIZE) == 0 && offset + length > content.size()) {
            truncate(content, offset + length);
        }
    }

    private static void truncate(FileContent content, long size) {
        if (!content.truncate(size)) {
            throw Errno.ENOSPC.exception();
        }
    }

    /** See {@link FileSystem#lseek}. */
    long seek(long offset, int whence) {
        if (whence != OpenFlags.SEEK_DATA && whence != OpenFlags.SEEK_HOLE) {
            throw Errno.EINVAL.exception();
        }
        FileData present = data;
        FileContent content = present.content();
        long stamp = present.lock().readLock();
        try {
            boolean inside = offset >= 0 && offset < content.size();
            long found = !inside
                    ? -1
                    : whence == OpenFlags.SEEK_DATA ? content.nextData(offset) : content.nextHole(offset);
            if (found < 0) {
                throw Errno.ENXIO.exception();
            }
            return found;
        } finally {
            present.lock().unlockRead(stamp);
        }
    }

    /** See {@link FileSystem#copyFileRange}; in one step for every other user of either file. */
    static long copy(Caller caller, RegularFile from, long offsetIn, RegularFile to, long offsetOut, long length,
            long now) {
        requireRange(offsetIn, 0);
        requireRange(offsetOut, 0);
        Inode first = from.ino() < to.ino() ? from : to;
        Inode second = first == from ? to : from;
        synchronized (first) {
            synchronized (second) {
                to.requireAliveLocked();
                long available = Math.clamp(from.sizeLocked() - offsetIn, 0, Math.max(0, length));
                if (from == to && Math.abs(offsetIn - offsetOut) < available) {
                    throw Errno.EINVAL.exception();
                }
                return available == 0 ? 0 : to.copyLocked(caller, from, offsetIn, offsetOut, available, now);
            }
        }
    }

    private long copyLocked(Caller caller, RegularFile from, long offsetIn, long offsetOut, long length, long now) {
        MemorySegment buffer = MemorySegment.ofArray(new byte[(int) Math.min(length, COPY_BYTES)]);
        long done = 0;
        while (done < length) {
            int read = from.contentLocked().read(buffer.asSlice(0, Math.min(length - done, COPY_BYTES)),
                    offsetIn + done);
            int written = copyPartLocked(buffer.asSlice(0, read), offsetOut + done, done > 0);
            done += written;
            if (written < read) {
                break;
            }
        }
        dropPrivilegesLocked(caller);
        modified(now);
        return done;
    }

    /** Where some parts are copied already, a full file system or file ends the copy instead of failing it. */
    private int copyPartLocked(MemorySegment part, long offset, boolean mayEnd) {
        try {
            return writeLocked(part, offset);
        } catch (ErrnoException e) {
            if (mayEnd) {
                return 0;
            }
            throw e;
        }
    }

    @Override
    void freeLocked() {
        data = data.discard();
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
