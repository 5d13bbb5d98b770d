package memfs.store.tree;

import java.lang.foreign.MemorySegment;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;

/** One copy_file_range(2): part by part, without a lock in between. */
final class FileCopy {
    /** Bytes that are copied at once. */
    private static final int PART_BYTES = 1 << 16;

    private final RegularFile from;
    private final long offsetIn;
    private final RegularFile to;
    private final long offsetOut;
    private final long length;

    /** EINVAL where the ranges are negative or overlap, EFBIG past the longest file, ESTALE where the target is gone. */
    FileCopy(RegularFile from, long offsetIn, RegularFile to, long offsetOut, long length) {
        RegularFile.requireRange(offsetIn, 0);
        RegularFile.requireRange(offsetOut, 0);
        to.requireAlive();
        this.from = from;
        this.offsetIn = offsetIn;
        this.to = to;
        this.offsetOut = offsetOut;
        this.length = Math.clamp(from.size() - offsetIn, 0, Math.max(0, length));
        if (from == to && Math.abs(offsetIn - offsetOut) < this.length) {
            throw Errno.EINVAL.exception();
        }
    }

    /** Returns the bytes copied. */
    long run() {
        MemorySegment buffer = MemorySegment.ofArray(new byte[(int) Math.min(length, PART_BYTES)]);
        long done = 0;
        while (done < length) {
            int read = from.read(buffer.asSlice(0, Math.min(length - done, PART_BYTES)), offsetIn + done);
            int written = read == 0 ? 0 : write(buffer.asSlice(0, read), offsetOut + done, done > 0);
            done += written;
            if (written == 0 || written < read) {
                break;
            }
        }
        return done;
    }

    /** Where some parts are copied already, a full file system or file ends the copy instead of failing it. */
    private int write(MemorySegment part, long offset, boolean mayEnd) {
        try {
            return to.store(part, offset, false);
        } catch (ErrnoException e) {
            if (mayEnd) {
                return 0;
            }
            throw e;
        }
    }
}
