package memfs.store;

import java.lang.foreign.MemorySegment;

import memfs.posix.Stat;
import memfs.posix.Timestamp;

/**
 * A file of the operating system, without a name, that holds the bytes of one regular file: programs read, write and map it
 * without a request.
 *
 * <p>
 * {@link #stat}, {@link #setTimes}, {@link #isUnshared} and {@link #close} may be called by any thread at any time; the others by those that hold
 * the lock of the file's data, and so never after {@link #close}. Errors are those of the calls named.
 */
public interface BackingFile {

    /** Fills the target from an offset on; returns the bytes read, fewer only at the end of the file; pread(2). */
    int read(MemorySegment target, long offset);

    /** Stores the source; returns the bytes written, fewer (or 0) only at the size limit; pwrite(2). */
    int write(MemorySegment source, long offset);

    /** ftruncate(2). */
    void truncate(long size);

    /** Backs a range with memory, and keeps the size; ENOSPC, and nothing done; fallocate(2). */
    void allocate(long offset, long length);

    /** Makes a hole, and keeps the size; fallocate(2). */
    void punch(long offset, long length);

    /** The first offset from one on that isn't in a hole; -1 if there is none before the end; lseek(2). */
    long nextData(long offset);

    /** The first offset from one on that is in a hole, or the end; -1 where the offset is past that. */
    long nextHole(long offset);

    /** Size, blocks and times, which programs change without a request; null after {@link #close}. */
    Stat stat();

    /** Sets the times that aren't null. */
    void setTimes(Timestamp atime, Timestamp mtime);

    /** Whether no program has it open or mapped. It can be false for a moment after the last close, and is after {@link #close}. */
    boolean isUnshared();

    /** Frees it, as soon as no program has it mapped. */
    void close();
}
