package memfs.store.observe;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.HdrHistogram.HistogramIterationValue;

import memfs.posix.Caller;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.posix.StatFs;
import memfs.store.FileSystem;
import memfs.store.Name;
import memfs.store.OpenDirectory;
import memfs.store.OpenFile;
import memfs.store.XattrName;
import memfs.store.observe.Observations.LatencyCount;
import memfs.store.observe.Observations.OperationFigures;
import memfs.store.observe.Observations.SizeCount;

/**
 * Counts and times every operation of another file system, the same for every transport.
 *
 * <p>
 * libfuse 2 starts and ends threads as it likes, so nothing is kept per thread: a few recorders, chosen by thread id.
 */
public final class ObservedFileSystem implements FileSystem {
    private static final int STRIPES = 4;

    private final FileSystem inner;
    private final Recorder[] recorders = new Recorder[STRIPES];

    public ObservedFileSystem(FileSystem inner) {
        this.inner = inner;
        for (int i = 0; i < STRIPES; i++) {
            recorders[i] = new Recorder();
        }
    }

    /** What was counted up to now; operations under way are not in it. */
    public Observations snapshot() {
        Map<Operation, Recorder.Counters> totals = new EnumMap<>(Operation.class);
        SortedMap<Long, Long> reads = new TreeMap<>();
        SortedMap<Long, Long> writes = new TreeMap<>();
        for (Recorder recorder : recorders) {
            recorder.addTo(totals, reads, writes);
        }
        Map<Operation, OperationFigures> operations = new EnumMap<>(Operation.class);
        totals.forEach((operation, counters) -> operations.put(operation, figures(counters)));
        return new Observations(Collections.unmodifiableMap(operations), sizes(reads), sizes(writes));
    }

    private static OperationFigures figures(Recorder.Counters counters) {
        var latency = counters.latency;
        List<LatencyCount> buckets = new ArrayList<>();
        for (HistogramIterationValue value : latency.recordedValues()) {
            buckets.add(new LatencyCount(value.getValueIteratedTo(), value.getCountAtValueIteratedTo()));
        }
        return new OperationFigures(latency.getTotalCount(), counters.errors, counters.bytes, latency.getMinValue(),
                latency.getMean(), latency.getValueAtPercentile(50), latency.getValueAtPercentile(90),
                latency.getValueAtPercentile(99), latency.getValueAtPercentile(99.9), latency.getMaxValue(),
                List.copyOf(buckets));
    }

    private static List<SizeCount> sizes(SortedMap<Long, Long> counts) {
        return counts.entrySet().stream().map(entry -> new SizeCount(entry.getKey(), entry.getValue())).toList();
    }

    private Recorder recorder() {
        return recorders[(int) Thread.currentThread().threadId() & (STRIPES - 1)];
    }

    private <T> T observe(Operation operation, Supplier<T> call) {
        long start = System.nanoTime();
        boolean failed = true;
        try {
            T result = call.get();
            failed = false;
            return result;
        } finally {
            recorder().record(operation, System.nanoTime() - start, failed, 0);
        }
    }

    private void observe(Operation operation, Runnable call) {
        observe(operation, () -> {
            call.run();
            return null;
        });
    }

    /** As {@link #observe}, for a call that returns how many bytes it moved. */
    private long observeBytes(Operation operation, LongSupplier call) {
        long start = System.nanoTime();
        long bytes = -1;
        try {
            bytes = call.getAsLong();
            return bytes;
        } finally {
            recorder().record(operation, System.nanoTime() - start, bytes < 0, Math.max(0, bytes));
        }
    }

    @Override
    public Stat lookup(Caller caller, long parent, Name name) {
        return observe(Operation.LOOKUP, () -> inner.lookup(caller, parent, name));
    }

    @Override
    public void forget(long ino, long count) {
        observe(Operation.FORGET, () -> inner.forget(ino, count));
    }

    @Override
    public Stat getattr(long ino) {
        return observe(Operation.GETATTR, () -> inner.getattr(ino));
    }

    @Override
    public Stat setattr(Caller caller, long ino, SetAttr change, OpenFile file) {
        return observe(Operation.SETATTR, () -> inner.setattr(caller, ino, change, file));
    }

    @Override
    public byte[] readlink(long ino) {
        return observe(Operation.READLINK, () -> inner.readlink(ino));
    }

    @Override
    public Stat mknod(Caller caller, long parent, Name name, int mode, int rdev) {
        return observe(Operation.MKNOD, () -> inner.mknod(caller, parent, name, mode, rdev));
    }

    @Override
    public Stat mkdir(Caller caller, long parent, Name name, int mode) {
        return observe(Operation.MKDIR, () -> inner.mkdir(caller, parent, name, mode));
    }

    @Override
    public Stat symlink(Caller caller, long parent, Name name, byte[] target) {
        return observe(Operation.SYMLINK, () -> inner.symlink(caller, parent, name, target));
    }

    @Override
    public Stat link(Caller caller, long ino, long newParent, Name newName) {
        return observe(Operation.LINK, () -> inner.link(caller, ino, newParent, newName));
    }

    @Override
    public void unlink(Caller caller, long parent, Name name) {
        observe(Operation.UNLINK, () -> inner.unlink(caller, parent, name));
    }

    @Override
    public void rmdir(Caller caller, long parent, Name name) {
        observe(Operation.RMDIR, () -> inner.rmdir(caller, parent, name));
    }

    @Override
    public void rename(Caller caller, long parent, Name name, long newParent, Name newName, int flags) {
        observe(Operation.RENAME, () -> inner.rename(caller, parent, name, newParent, newName, flags));
    }

    @Override
    public OpenFile open(Caller caller, long ino, int flags) {
        return observe(Operation.OPEN, () -> inner.open(caller, ino, flags));
    }

    @Override
    public OpenFile fileOf(long ino) {
        return inner.fileOf(ino);
    }

    @Override
    public Created create(Caller caller, long parent, Name name, int mode, int flags) {
        return observe(Operation.CREATE, () -> inner.create(caller, parent, name, mode, flags));
    }

    @Override
    public Created tmpfile(Caller caller, long parent, int mode, int flags) {
        return observe(Operation.TMPFILE, () -> inner.tmpfile(caller, parent, mode, flags));
    }

    @Override
    public int read(OpenFile file, MemorySegment target, long offset) {
        recorder().recordReadSize(target.byteSize());
        return (int) observeBytes(Operation.READ, () -> inner.read(file, target, offset));
    }

    @Override
    public int write(Caller caller, OpenFile file, MemorySegment source, long offset, int flags) {
        recorder().recordWriteSize(source.byteSize());
        return (int) observeBytes(Operation.WRITE, () -> inner.write(caller, file, source, offset, flags));
    }

    @Override
    public long copyFileRange(Caller caller, OpenFile in, long offsetIn, OpenFile out, long offsetOut, long length) {
        return observeBytes(Operation.COPY_FILE_RANGE,
                () -> inner.copyFileRange(caller, in, offsetIn, out, offsetOut, length));
    }

    @Override
    public void fallocate(Caller caller, OpenFile file, int mode, long offset, long length) {
        observe(Operation.FALLOCATE, () -> inner.fallocate(caller, file, mode, offset, length));
    }

    @Override
    public long lseek(OpenFile file, long offset, int whence) {
        return observe(Operation.LSEEK, () -> inner.lseek(file, offset, whence));
    }

    @Override
    public void release(OpenFile file) {
        observe(Operation.RELEASE, () -> inner.release(file));
    }

    @Override
    public void fsync(OpenFile file) {
        observe(Operation.FSYNC, () -> inner.fsync(file));
    }

    @Override
    public OpenDirectory opendir(Caller caller, long ino) {
        return observe(Operation.OPENDIR, () -> inner.opendir(caller, ino));
    }

    @Override
    public OpenDirectory directoryOf(long ino) {
        return inner.directoryOf(ino);
    }

    @Override
    public void readdir(OpenDirectory directory, long cookie, DirectorySink sink) {
        observe(Operation.READDIR, () -> inner.readdir(directory, cookie, sink));
    }

    @Override
    public void releasedir(OpenDirectory directory) {
        observe(Operation.RELEASEDIR, () -> inner.releasedir(directory));
    }

    @Override
    public void fsyncdir(OpenDirectory directory) {
        observe(Operation.FSYNCDIR, () -> inner.fsyncdir(directory));
    }

    @Override
    public StatFs statfs() {
        return observe(Operation.STATFS, inner::statfs);
    }

    @Override
    public void access(Caller caller, long ino, int mask) {
        observe(Operation.ACCESS, () -> inner.access(caller, ino, mask));
    }

    @Override
    public byte[] getxattr(Caller caller, long ino, XattrName name) {
        return observe(Operation.GETXATTR, () -> inner.getxattr(caller, ino, name));
    }

    @Override
    public void setxattr(Caller caller, long ino, XattrName name, byte[] value, int flags) {
        observe(Operation.SETXATTR, () -> inner.setxattr(caller, ino, name, value, flags));
    }

    @Override
    public byte[] listxattr(Caller caller, long ino) {
        return observe(Operation.LISTXATTR, () -> inner.listxattr(caller, ino));
    }

    @Override
    public void removexattr(Caller caller, long ino, XattrName name) {
        observe(Operation.REMOVEXATTR, () -> inner.removexattr(caller, ino, name));
    }

    @Override
    public long unlinkedBytes(long ino) {
        return inner.unlinkedBytes(ino);
    }

    @Override
    public long freed() {
        return inner.freed();
    }

    @Override
    public boolean awaitFreed(long before) {
        return inner.awaitFreed(before);
    }

    @Override
    public void close() {
        inner.close();
    }
}
