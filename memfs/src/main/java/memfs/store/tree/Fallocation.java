package memfs.store.tree;

import static memfs.posix.OpenFlags.FALLOC_FL_KEEP_SIZE;
import static memfs.posix.OpenFlags.FALLOC_FL_PUNCH_HOLE;
import static memfs.posix.OpenFlags.FALLOC_FL_ZERO_RANGE;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.store.content.FileContent;
import memfs.store.content.FileContent.Growth;
import memfs.store.content.FileContent.Removed;

/** One fallocate(2) of a file: piece by piece, so that other requests for the file come in between. */
final class Fallocation {
    /** Bytes that are allocated or zeroed at once: as many as the largest WRITE has. */
    private static final int PIECE_BYTES = 1 << 20;

    private final RegularFile file;
    private final long offset;
    private final long length;

    /** EINVAL for an empty or negative range, EFBIG for one past the longest file. */
    Fallocation(RegularFile file, long offset, long length) {
        if (length <= 0) {
            throw Errno.EINVAL.exception();
        }
        RegularFile.requireRange(offset, length);
        this.file = file;
        this.offset = offset;
        this.length = length;
    }

    /** EOPNOTSUPP for another mode; ENOSPC. */
    void run(int mode) {
        switch (mode) {
            case FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE -> file.change(content -> content.punch(offset, length));
            case 0, FALLOC_FL_KEEP_SIZE -> allocate(mode);
            case FALLOC_FL_ZERO_RANGE, FALLOC_FL_ZERO_RANGE | FALLOC_FL_KEEP_SIZE -> {
                allocate(mode);
                zero();
            }
            default -> throw Errno.EOPNOTSUPP.exception();
        }
    }

    private void allocate(int mode) {
        allocate();
        if ((mode & FALLOC_FL_KEEP_SIZE) == 0) {
            file.change(this::extend);
        }
    }

    private Removed extend(FileContent content) {
        long end = offset + length;
        return end > content.size() ? content.truncate(end) : Removed.NOTHING;
    }

    private void allocate() {
        FileData grown = null;
        Growth growth = Growth.NONE;
        for (long at = offset, end = offset + length; at < end; at += PIECE_BYTES) {
            FileData own = file.lockOwn();
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
                file.unlock(own);
            }
            Thread.yield();
        }
    }

    /** Begins and ends with the lock held, and releases it in between. */
    private static void undo(Growth growth, FileData own) {
        while (growth.undo()) {
            own.lock().tryUnlockWrite();
            own.lock().writeLock();
        }
    }

    private void zero() {
        for (long at = offset, end = offset + length; at < end; at += PIECE_BYTES) {
            long start = at;
            file.change(content -> {
                content.zero(start, Math.min(PIECE_BYTES, end - start));
                return Removed.NOTHING;
            });
        }
    }
}
