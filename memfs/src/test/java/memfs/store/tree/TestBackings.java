package memfs.store.tree;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import memfs.posix.Stat;
import memfs.posix.Timestamp;
import memfs.store.BackingFile;
import memfs.store.BackingFiles;
import memfs.sys.PrivateTmpfs;
import memfs.sys.UnnamedFile;

/** Backing files without a kernel that uses them: a test does that itself. */
final class TestBackings implements BackingFiles, AutoCloseable {
    final Set<Backing> open = ConcurrentHashMap.newKeySet();
    /** Inodes of which a kernel is to forget attributes, or data. */
    final Set<Long> attributesChanged = ConcurrentHashMap.newKeySet();
    final Set<Long> dataChanged = ConcurrentHashMap.newKeySet();
    /** Backing files that were closed. */
    final AtomicInteger closedCount = new AtomicInteger();
    /** Leases that were asked for. */
    final AtomicInteger leases = new AtomicInteger();
    /** Runs when a file has been closed, before the store knows that it is. */
    volatile Runnable whenClosed = () -> {};
    private final PrivateTmpfs tmpfs;
    private final int most;
    private final BooleanSupplier refusesLease;

    /**
     * @param most
     *            files at once
     * @param refusesLease
     *            whether a file seems to be in use, though it isn't
     */
    TestBackings(long bytes, int most, BooleanSupplier refusesLease) {
        this.tmpfs = PrivateTmpfs.create(bytes);
        this.most = most;
        this.refusesLease = refusesLease;
    }

    final class Backing implements BackingFile {
        final UnnamedFile file = tmpfs.createFile();
        private boolean closed;

        /** As a program would open it. */
        String path() {
            return "/proc/self/fd/" + file.descriptor();
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
            leases.incrementAndGet();
            return !closed && !refusesLease.getAsBoolean() && file.isUnshared();
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                file.close();
                open.remove(this);
                closedCount.incrementAndGet();
                whenClosed.run();
            }
        }
    }

    @Override
    public synchronized BackingFile take() {
        if (open.size() >= most) {
            return null;
        }
        Backing file = new Backing();
        open.add(file);
        return file;
    }

    /** So that nothing waits for long. */
    @Override
    public boolean areScarce() {
        return true;
    }

    @Override
    public long usedBytes() {
        return tmpfs.usedBytes();
    }

    @Override
    public boolean limit(long bytes) {
        return tmpfs.resize(bytes);
    }

    @Override
    public long nanos() {
        return tmpfs.nanos();
    }

    @Override
    public void attributesChanged(long ino) {
        attributesChanged.add(ino);
    }

    @Override
    public void dataChanged(long ino) {
        dataChanged.add(ino);
    }

    @Override
    public void close() {
        tmpfs.close();
    }
}
