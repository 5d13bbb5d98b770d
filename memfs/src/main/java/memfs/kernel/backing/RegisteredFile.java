package memfs.kernel.backing;

import java.lang.foreign.MemorySegment;

import memfs.posix.Stat;
import memfs.posix.Timestamp;
import memfs.store.BackingFile;
import memfs.sys.UnnamedFile;

/**
 * A backing file with the id under which the kernel knows it.
 *
 * <p>
 * Its monitor is a leaf: it keeps what may come after {@link #close} from the file that has the descriptor's number then.
 */
public final class RegisteredFile implements BackingFile {
    private final Backings owner;
    private final UnnamedFile file;
    private final int id;
    private boolean closed;

    RegisteredFile(Backings owner, UnnamedFile file, int id) {
        this.owner = owner;
        this.file = file;
        this.id = id;
    }

    /** For the reply to an open: above 0. */
    public int id() {
        return id;
    }

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
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        owner.free(file, id);
    }
}
