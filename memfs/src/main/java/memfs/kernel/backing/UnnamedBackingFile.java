package memfs.kernel.backing;

import java.lang.foreign.MemorySegment;

import memfs.posix.Stat;
import memfs.posix.Timestamp;
import memfs.store.BackingFile;
import memfs.sys.UnnamedFile;

/**
 * A backing file that is an unnamed file.
 *
 * <p>
 * Its monitor is a leaf: it keeps what may come after {@link #close} from the file that has the descriptor's number then.
 */
public abstract class UnnamedBackingFile implements BackingFile {
    private final UnnamedFile file;
    private boolean closed;

    protected UnnamedBackingFile(UnnamedFile file) {
        this.file = file;
    }

    /** Releases the file. {@link #close} calls this once, and doesn't hold the monitor then. */
    protected abstract void free(UnnamedFile freed);

    @Override
    public int read(MemorySegment target, long offset) {
        return file.read(target, offset);
    }

    @Override
    public int write(MemorySegment source, long offset) {
        return file.write(source, offset);
    }

    @Override
    public void truncate(long size) {
        file.truncate(size);
    }

    @Override
    public void allocate(long offset, long length) {
        file.allocate(offset, length);
    }

    @Override
    public void punch(long offset, long length) {
        file.punch(offset, length);
    }

    @Override
    public long nextData(long offset) {
        return file.nextData(offset);
    }

    @Override
    public long nextHole(long offset) {
        return file.nextHole(offset);
    }

    @Override
    public synchronized Stat stat() {
        return closed ? null : file.stat();
    }

    @Override
    public synchronized void setTimes(Timestamp atime, Timestamp mtime) {
        if (!closed) {
            file.setTimes(atime, mtime);
        }
    }

    @Override
    public synchronized boolean isUnshared() {
        return !closed && file.isUnshared();
    }

    @Override
    public final void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        free(file);
    }
}
