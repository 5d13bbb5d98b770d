package memfs.store.tree;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import memfs.kernel.backing.UnnamedBackingFile;
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

    final class Backing extends UnnamedBackingFile {
        final UnnamedFile file;

        private Backing(UnnamedFile file) {
            super(file);
            this.file = file;
        }

        /** As a program would open it. */
        String path() {
            return "/proc/self/fd/" + file.descriptor();
        }

        @Override
        public boolean isUnshared() {
            leases.incrementAndGet();
            return !refusesLease.getAsBoolean() && super.isUnshared();
        }

        @Override
        protected void free(UnnamedFile freed) {
            freed.close();
            open.remove(this);
            closedCount.incrementAndGet();
            whenClosed.run();
        }
    }

    @Override
    public synchronized BackingFile take() {
        if (open.size() >= most) {
            return null;
        }
        Backing file = new Backing(tmpfs.createFile());
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
